"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { useAction } from "@/components/feedback/use-action";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toaster";
import type { CarrierChoice } from "@/lib/services/accounts/account-view";
import { labelCapability } from "../account-labels";
import { addAccountAction } from "../actions";
import { readSettings, SettingFields } from "../setting-fields";

export function AddAccountForm({ carriers }: { carriers: readonly CarrierChoice[] }) {
  const router = useRouter();
  const [carrierId, setCarrierId] = useState(carriers[0]?.id ?? "");
  const { run, isBusy, failure } = useAction();
  const carrier = carriers.find(({ id }) => id === carrierId);

  const add = (data: FormData) =>
    run(
      () =>
        addAccountAction({
          carrierId,
          label: String(data.get("label")),
          settings: readSettings(data),
          reason: String(data.get("reason")),
        }),
      ({ id, tested }) => {
        if (tested?.isWell) toast.success("Added and tested. The account is on.");
        else toast.warning(`Added. The account stays off: ${tested?.message ?? "it was not tested."}`);
        router.push(`/settings/carriers/${id}`);
      },
    );
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) add(new FormData(event.currentTarget));
      }}
    >
      <Card className="flex flex-col gap-4">
        <div className="grid gap-4 md:grid-cols-2">
          <Field
            label="Carrier"
            hint={carrier?.capabilities.map(labelCapability).join(", ")}
            errors={failure?.fields?.carrierId}
          >
            <Select
              value={carrierId}
              onText={setCarrierId}
              options={carriers.map(({ id, label }) => ({ value: id, label }))}
            />
          </Field>
          <Field
            label="Name"
            hint="Distinguishes it from the carrier's other accounts."
            errors={failure?.fields?.label}
          >
            <Input name="label" autoComplete="off" />
          </Field>
        </div>
        {carrier && (
          <SettingFields
            key={carrier.id}
            settings={carrier.settings.map((setting) => ({ ...setting, isSet: false, value: null }))}
            errors={failure?.fields}
          />
        )}
        <Field label="Reason" hint="Recorded in the audit log." className="max-w-xl">
          <Input name="reason" maxLength={500} autoComplete="off" />
        </Field>
      </Card>
      {failure && <FailureBanner failure={failure} title="Not added" />}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Add and test account
        </Button>
        <ButtonLink href="/settings/carriers">Cancel</ButtonLink>
      </div>
    </form>
  );
}
