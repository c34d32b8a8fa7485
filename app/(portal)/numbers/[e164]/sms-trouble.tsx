"use client";

import { useQuery } from "@tanstack/react-query";
import { settleAction } from "@/components/feedback/settle-action";
import { PageBanner } from "@/components/feedback/page-banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { isTollFree, type PhoneNumber } from "@/lib/domain/phone-number";
import { warnOfAction } from "@/lib/services/numbers/explain-refusal";
import type { AccountView, ServiceView } from "@/lib/services/numbers/number-view";
import { findLastOrderAction } from "../actions";

const MOVING = ["requested", "provisioning"];
type Props = { number: PhoneNumber; account: AccountView; denial: string | null; onRetry: () => void };

/**
 * SMS ended in `error`: what can be done, and the text for the carrier's support. On its way: what is known of how long it takes. Not listed:
 * what that leaves open.
 */
export function SmsTrouble(props: Props) {
  const { service, carrierLabel } = props.account;
  if (service?.smsState && MOVING.includes(service.smsState))
    return (
      <p className="text-xs text-muted">
        {isTollFree(props.number)
          ? `Toll-free: ${carrierLabel} may take a day or longer, above all where it is not the RespOrg.`
          : `Usually minutes. A number that is used for SMS in another service may take longer, according to ${carrierLabel}.`}
      </p>
    );
  const warning = warnOfAction("sms-enable", props.account);
  if (warning !== null) return <p className="text-xs text-muted">{warning}</p>;
  return service?.smsState === "error" ? <Escalation {...props} service={service} /> : null;
}

function Escalation({ number, account, service, denial, onRetry }: Props & { service: ServiceView }) {
  const order = useQuery({
    queryKey: ["last-sms-order", number, account.id, service.facts.smsState?.changedAt],
    queryFn: async () => {
      const result = await settleAction(findLastOrderAction({ number, accountId: account.id, kind: "sms-enable" }));
      return result.ok ? (result.data ?? "none of ours") : "could not be read";
    },
  });
  const text = [
    `Number: ${number}`,
    `State: ${service.smsState}, since ${service.facts.smsState?.changedAt}`,
    `Last read: ${service.facts.smsState?.checkedAt ?? "never"}`,
    `Order: ${order.data ?? "…"}`,
    `Last answer: ${service.facts.smsState?.raw ?? "none kept"}`,
  ].join("\n");
  return (
    <PageBanner tone="bad" title={`${account.carrierLabel} reports the state “error”`}>
      <p>
        It gives no cause. Turn SMS on once more; if it ends the same way, send the text below to {account.carrierLabel}
        .
      </p>
      <pre
        tabIndex={0}
        aria-label="Text for the carrier's support"
        className="my-2 overflow-auto rounded-md bg-sunken p-2 font-mono text-xs break-words whitespace-pre-wrap text-ink"
      >
        {text}
      </pre>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="primary" disabledReason={denial} onClick={onRetry}>
          Turn SMS on again…
        </Button>
        <CopyButton text={text} label="Copy for support" what="the text for support" />
      </div>
    </PageBanner>
  );
}
