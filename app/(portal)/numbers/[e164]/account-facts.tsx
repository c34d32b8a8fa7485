"use client";

import { CircleHelp, RefreshCw } from "lucide-react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { AccountView } from "@/lib/services/numbers/number-view";
import { FactList } from "./fact-list";
import { SmsTrouble } from "./sms-trouble";
import { useRefresh } from "./use-refresh";
import type { VerdictProps } from "./verdict-props";

/** What each account reports about the number; those that have reported nothing are one line. */
export function AccountFacts(props: VerdictProps) {
  const { accounts } = props.status;
  if (accounts.length === 0)
    return <p className="text-sm text-muted">No carrier account is in use. An administrator adds one.</p>;
  return (
    <ul id="accounts" className="flex scroll-mt-24 flex-col gap-6">
      {[...accounts]
        .sort((a, b) => Number(b.service !== null) - Number(a.service !== null))
        .map((account) => (
          <li key={account.id}>
            <Account {...props} account={account} />
          </li>
        ))}
    </ul>
  );
}

function Account({ account, status, rights, onAsk, onRead }: VerdictProps & { account: AccountView }) {
  const { service } = account;
  const { read, isBusy, outcome } = useRefresh(status.number, onRead);
  return (
    <article aria-label={account.name} className="flex flex-col gap-2">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-sm font-semibold text-ink">{account.name}</h3>
        {account.isSandbox && !account.name.toLowerCase().includes("sandbox") && <Badge>Sandbox</Badge>}
        {!account.isEnabled && <Badge>Switched off</Badge>}
        {!service && <span className="text-sm text-muted">has not been asked about this number</span>}
        <Button
          size="sm"
          variant="ghost"
          className="ml-auto"
          icon={<RefreshCw aria-hidden />}
          isBusy={isBusy}
          disabledReason={rights.refresh ?? (account.canRefresh ? null : "This account is switched off.")}
          onClick={() => read({ accountId: account.id })}
          aria-label={`Refresh from ${account.name}`}
        >
          Refresh
        </Button>
      </header>
      <div aria-live="polite" className="text-xs text-muted empty:hidden">
        {outcome && "message" in outcome && outcome.message}
        {outcome && "failure" in outcome && <FailureBanner failure={outcome.failure} title="Nothing was changed" />}
      </div>
      {service && <FactList service={service} origins={status.origins} />}
      {service?.smsState === "not-found" && (
        <p className="flex items-start gap-2 text-sm text-unknown">
          <CircleHelp aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            {account.carrierLabel} responded 404: either SMS is off, or the number is not in our account there. Its
            response does not say which. Turning SMS on may be refused.
          </span>
        </p>
      )}
      <SmsTrouble
        number={status.number}
        account={account}
        denial={rights.order}
        onRetry={() => onAsk("sms-enable", account)}
      />
    </article>
  );
}
