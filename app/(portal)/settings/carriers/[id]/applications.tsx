"use client";

import { useState } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { ApplicationDialog } from "../../../import/application-dialog";
import { useApplications } from "../../../import/use-applications";

/** The messaging applications that the account has at its carrier, read there; a new one is made on the spot. */
export function Applications({ account }: { account: { id: string; carrierLabel: string; callbackUrl: string } }) {
  const [isMaking, setIsMaking] = useState(false);
  const { data, error, isPending, isFetching, refetch, add } = useApplications(account.id);
  return (
    <Section
      title="Applications"
      description={`An application says where ${account.carrierLabel} delivers what registered numbers receive.`}
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
      {isPending && <Card className="text-sm text-muted">Reading the applications at the carrier</Card>}
      {data?.length === 0 && <Card className="text-sm text-muted">The account has no application yet.</Card>}
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
