"use client";

import { useState } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { PageBanner } from "@/components/feedback/page-banner";
import { useReloadingAction } from "@/components/feedback/use-action";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toaster";
import type { AccountDetail } from "@/lib/services/accounts/account-view";
import { AwaitedProbe, CallbackAddress } from "../account-card";
import { hasCallbacks } from "../account-labels";
import { updateAccountAction } from "../actions";
import { RateFields, readRates } from "../rate-fields";
import { readSettings, SettingFields } from "../setting-fields";
import { TestConnection } from "../test-connection";

/** One account's settings. Saving encrypts the secrets that were typed and keeps the others. */
export function AccountForm({ account }: { account: AccountDetail }) {
  const [isEnabled, setIsEnabled] = useState(account.isEnabled || account.awaitsProbe);
  const { run, isBusy, failure } = useReloadingAction();

  const save = (data: FormData) =>
    run(
      () =>
        updateAccountAction({
          id: account.id,
          updatedAt: account.updatedAt,
          label: String(data.get("label")),
          isEnabled,
          settings: readSettings(data),
          rates: readRates(data, account.rates),
          reason: String(data.get("reason")),
        }),
      ({ tested }) => {
        if (tested && !tested.isWell) toast.warning(`Saved. The account stays off: ${tested.message}`);
        else toast.success(tested ? "Saved and tested. The account is on." : "Saved. Applies from the next call.");
      },
    );
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) save(new FormData(event.currentTarget));
      }}
    >
      {account.secretsFault && (
        <PageBanner tone="bad" title="The credentials cannot be used">
          {account.secretsFault}
        </PageBanner>
      )}
      {account.origin === "environment" && (
        <PageBanner>
          This account is managed by environment variables. If you save it here, they no longer apply.
        </PageBanner>
      )}
      <Section title="Account">
        <Card className="flex flex-col gap-4">
          <Field label="Name" errors={failure?.fields?.label} className="max-w-sm">
            <Input name="label" defaultValue={account.label} autoComplete="off" />
          </Field>
          <Switch label="Enabled" isOn={isEnabled} onChange={setIsEnabled} />
          {isEnabled && (
            <p className="text-sm text-muted">
              If you change settings or enable it, the account is tested when you save and stays off until a test
              passes.
            </p>
          )}
          {!isEnabled && (
            <p className="text-sm text-pending">
              While it is off, nothing is sent or read. Its orders wait until it is on again.
            </p>
          )}
          {hasCallbacks(account.capabilities) && <CallbackAddress url={account.callbackUrl} />}
          <AwaitedProbe account={account} />
          <TestConnection id={account.id} name={`${account.carrierLabel} · ${account.label}`} />
        </Card>
      </Section>
      <Section title="Settings" description="Secrets are stored encrypted and never shown again.">
        <Card>
          <SettingFields settings={account.settings} errors={failure?.fields} />
        </Card>
      </Section>
      <Section title="Rate limits" description="Blank fields use the carrier's default.">
        <Card>
          <RateFields rates={account.rates} carrierLabel={account.carrierLabel} />
          {failure?.fields?.rates && <p className="mt-2 text-xs text-bad">{failure.fields.rates.join(" ")}</p>}
        </Card>
      </Section>
      <Field label="Reason" hint="Recorded in the audit log." className="max-w-xl">
        <Input name="reason" maxLength={500} autoComplete="off" />
      </Field>
      {failure && <FailureBanner failure={failure} title="Not saved" />}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Save
        </Button>
        <ButtonLink href="/settings/carriers">Back</ButtonLink>
      </div>
    </form>
  );
}
