"use client";

import { useState } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { ApplicationDialog } from "../../../import/application-dialog";
import { useApplications } from "../../../import/use-applications";

/** The account's messaging applications, read from its carrier; new ones are created there right away. */
export function Applications({ account }: { account: { id: string; carrierLabel: string; callbackUrl: string } }) {
  const [isMaking, setIsMaking] = useState(false);
  const { data, error, isPending, isFetching, refetch, add } = useApplications(account.id);
  return (
    <Section
      title="Applications"
      description={`An application tells ${account.carrierLabel} where to deliver messages to its registered numbers.`}
      actions={<Button onClick={() => setIsMaking(true)}>New application</Button>}
    >
      {error && (
        <div className="flex flex-col items-start gap-2">
          <FailureBanner failure={error.failure} title="The applications could not be read" />
          <Button size="sm" isBusy={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
        </div>
      )}
      {isPending && <Card className="text-sm text-muted">Loading applications from the carrier</Card>}
      {data?.length === 0 && <Card className="text-sm text-muted">This account has no applications yet.</Card>}
      {data && data.length > 0 && (
        <ul aria-label="Applications" className="divide-y divide-line rounded-lg border border-line bg-surface">
          {data.map(({ id, name, incomingMessageUrl, callbackHttpMethod }) => (
            <li key={id} className="flex flex-col gap-0.5 px-4 py-2 text-sm">
              <p className="text-ink">
                {name || "Without a name"} <span className="font-mono text-xs text-muted">{id}</span>
              </p>
              <p className="text-xs break-all text-muted">
                {callbackHttpMethod ?? "POST"} to {incomingMessageUrl ?? "no address"}
                {incomingMessageUrl === account.callbackUrl && ", this portal"}
              </p>
            </li>
          ))}
        </ul>
      )}
      {isMaking && <ApplicationDialog account={account} onClose={() => setIsMaking(false)} onMade={add} />}
    </Section>
  );
}
