"use client";

import { useState } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { ImportAccount } from "@/lib/services/accounts/list-import-accounts";
import { ApplicationDialog } from "./application-dialog";
import { useApplications } from "./use-applications";

/** What follows the import: registration of each confirmed number to an application, which can be made on the spot. */
export function RegisterField({
  account,
  value,
  onChange,
}: {
  account: ImportAccount;
  value: string;
  onChange: (applicationId: string) => void;
}) {
  const [isMaking, setIsMaking] = useState(false);
  const { data, error, isPending, isFetching, refetch, add } = useApplications(account.id);
  const chosen = data?.find(({ id }) => id === value);
  const placeholder = isPending ? "Reading the applications" : "Do not register";
  return (
    <section aria-label="Registration" className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-end gap-3">
        <Field
          label="Then register each number to"
          className="min-w-56 flex-1"
          hint={
            chosen
              ? `Messages go to ${chosen.incomingMessageUrl ?? "no address"}${chosen.callbackHttpMethod ? ` by ${chosen.callbackHttpMethod}` : ""}.`
              : "An application says where the carrier delivers the messages that these numbers receive."
          }
        >
          <Select
            placeholder={placeholder}
            disabled={isPending}
            options={(data ?? []).map(({ id, name }) => ({ value: id, label: `${name || "Without a name"} (${id})` }))}
            value={value}
            onText={onChange}
          />
        </Field>
        <Button className="mb-5" onClick={() => setIsMaking(true)}>
          New application
        </Button>
      </div>
      {error && (
        <div className="flex flex-col items-start gap-2">
          <FailureBanner failure={error.failure} title="The applications could not be read" />
          <Button size="sm" isBusy={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
        </div>
      )}
      {isMaking && (
        <ApplicationDialog
          account={account}
          onClose={() => setIsMaking(false)}
          onMade={(made) => {
            add(made);
            onChange(made.id);
          }}
        />
      )}
    </section>
  );
}
