"use client";

import { CircleHelp, RefreshCw } from "lucide-react";
import { CarrierMark, CarrierName } from "@/components/carriers/carrier-mark";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { AccountView, ServiceView } from "@/lib/services/numbers/number-view";
import { FactRows } from "./fact-list";
import { SmsTrouble } from "./sms-trouble";
import { useRefresh } from "./use-refresh";
import type { VerdictProps } from "./verdict-props";

/** What each account reports about the number, as one list; the accounts that have reported nothing are its last line. */
export function AccountFacts(props: VerdictProps) {
  const { accounts } = props.status;
  const silent = accounts.filter(({ service }) => service === null);
  if (accounts.length === 0)
    return <p className="text-sm text-muted">No carrier account is in use. An administrator adds one.</p>;
  return (
    <div id="accounts" className="flex scroll-mt-24 flex-col divide-y divide-line border-y border-line">
      {accounts.map((account) =>
        account.service ? <Account key={account.id} {...props} account={account} service={account.service} /> : null,
      )}
      {silent.length > 0 && (
        <div className="flex flex-col gap-1 py-2 text-sm text-muted">
          {silent.map((account) => (
            <Silent key={account.id} {...props} account={account} />
          ))}
        </div>
      )}
    </div>
  );
}

function useReading({ account, status, rights, onRead }: VerdictProps & { account: AccountView }) {
  const { read, isBusy, outcome } = useRefresh(status.number, onRead);
  const reason = rights.refresh ?? (account.canRefresh ? null : "This account is switched off.");
  const notice = (
    <div aria-live="polite" className="text-xs text-muted empty:hidden">
      {outcome && "message" in outcome && outcome.message}
      {outcome && "failure" in outcome && <FailureBanner failure={outcome.failure} title="Nothing was changed" />}
    </div>
  );
  return { ask: () => read({ accountId: account.id }), isBusy, reason, notice };
}

function Account(props: VerdictProps & { account: AccountView; service: ServiceView }) {
  const { account, service, status, rights, onAsk } = props;
  const { ask, isBusy, reason, notice } = useReading(props);
  return (
    <article aria-label={account.name} className="flex flex-col gap-1 py-2">
      <div className="flex items-start gap-3">
        <CarrierMark carrier={account.carrierId} className="mt-1.5" />
        <div className="min-w-0 flex-1">
          <FactRows service={service} origins={status.origins} />
        </div>
        <Button
          size="sm"
          variant="ghost"
          icon={<RefreshCw aria-hidden />}
          isBusy={isBusy}
          disabledReason={reason}
          onClick={ask}
          aria-label={`Refresh from ${account.name}`}
        >
          <span className="max-sm:sr-only">Refresh</span>
        </Button>
      </div>
      <div className="flex flex-col gap-2 pl-8 empty:hidden">
        {!account.isEnabled && (
          <span>
            <Badge>{account.name}: switched off</Badge>
          </span>
        )}
        {notice}
        {service.smsState === "not-found" && (
          <p className="flex items-start gap-2 text-sm text-unknown">
            <CircleHelp aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>
              {account.carrierLabel} responded 404: either SMS is off, or the number is not in our account there.
              Turning SMS on shows which: {account.carrierLabel} refuses it for a number that is not ours.
            </span>
          </p>
        )}
        <SmsTrouble
          number={status.number}
          account={account}
          denial={rights.order}
          onRetry={() => onAsk("sms-enable", account)}
        />
      </div>
    </article>
  );
}

function Silent(props: VerdictProps & { account: AccountView }) {
  const { account } = props;
  const { ask, isBusy, reason, notice } = useReading(props);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <CarrierName carrier={account.carrierId} account={account.name.split(" · ").slice(1).join(" · ")} />
      <span className="text-faint">not asked about this number yet</span>
      <Button
        size="sm"
        variant="ghost"
        className="ml-auto"
        icon={<RefreshCw aria-hidden />}
        isBusy={isBusy}
        disabledReason={reason}
        onClick={ask}
        aria-label={`Refresh from ${account.name}`}
      >
        <span className="max-sm:sr-only">Ask</span>
      </Button>
      {notice}
    </div>
  );
}
