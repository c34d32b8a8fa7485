"use client";

import { RefreshCw } from "lucide-react";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { ImportStateBadge, OwnershipBadge, RegistrationStateBadge } from "@/components/numbers/service-badges";
import { SmsStateBadge } from "@/components/state-badges";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Facts } from "@/components/ui/card";
import { TextLink } from "@/components/ui/link";
import { CheckedAt } from "@/components/ui/time";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { Failure } from "@/lib/domain/result";
import { judgeAction, NUMBER_ACTIONS, type NumberAction } from "@/lib/services/numbers/judge-action";
import type { AccountView, PendingItem, ServiceView } from "@/lib/services/numbers/number-view";
import { lastCheckedAt } from "@/lib/domain/service-state";
import { refreshNumberAction } from "../actions";
import type { NumberRights } from "./number-rights";
import { SmsTrouble } from "./sms-trouble";

/** What one account says about the number, how old that is, and what can be asked of it. */
export function ServiceCard({
  number,
  account,
  pending,
  rights,
  onAsk,
  onRefreshed,
}: {
  number: PhoneNumber;
  account: AccountView;
  pending: readonly PendingItem[];
  rights: NumberRights;
  onAsk: (action: NumberAction) => void;
  onRefreshed: () => void;
}) {
  const { service } = account;
  const raws = [...new Set(Object.values(service?.facts ?? {}).flatMap(({ raw }) => raw ?? []))];
  const actions = NUMBER_ACTIONS.filter((action) => account.capabilities.includes(action));
  return (
    <article className="rounded-lg border border-line bg-surface">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2">
        <h3 className="text-sm font-semibold text-ink">{account.name}</h3>
        {account.isSandbox && account.name.toLowerCase().includes("sandbox") === false && <Badge>Sandbox</Badge>}
        {!account.isEnabled && <Badge>Switched off</Badge>}
        <span className="ml-auto text-xs">
          <CheckedAt at={service ? lastCheckedAt(service.facts) : null} />
        </span>
        <RefreshButton number={number} account={account} denial={rights.refresh} onRefreshed={onRefreshed} />
      </header>
      <div className="flex flex-col gap-3 px-4 py-3">
        {service ? <ServiceFactsList service={service} /> : <NothingSaid />}
        <SmsTrouble number={number} account={account} denial={rights.order} onRetry={() => onAsk("sms-enable")} />
        {raws.length > 0 && (
          <details>
            <summary className="text-xs text-muted">The carrier&apos;s own words</summary>
            <pre
              tabIndex={0}
              aria-label={`Last answer of ${account.name}`}
              className="mt-1 max-h-60 overflow-auto rounded-md bg-sunken p-2 font-mono text-xs break-words whitespace-pre-wrap text-ink"
            >
              {raws.join("\n")}
            </pre>
          </details>
        )}
        {actions.length > 0 && (
          <div className="flex flex-wrap gap-2">
            {actions.map((action) => (
              <Button
                key={action}
                size="sm"
                disabledReason={rights.order ?? judgeAction(action, account, pending)}
                onClick={() => onAsk(action)}
              >
                {ORDER_KINDS[action].verb}…
              </Button>
            ))}
          </div>
        )}
      </div>
    </article>
  );
}

const NothingSaid = () => <p className="text-sm text-muted">This carrier has never spoken of the number.</p>;

function ServiceFactsList({ service }: { service: ServiceView }) {
  const { ownership, smsState, importState, registrationState } = service;
  const text = (label: string, value: string | null) =>
    value === null ? [] : [{ label, value: <span className="font-mono text-xs">{value}</span> }];
  const items = [
    ...(ownership === "unknown" ? [] : [{ label: "Ownership", value: <OwnershipBadge state={ownership} /> }]),
    ...(smsState === null ? [] : [{ label: "SMS", value: <SmsStateBadge state={smsState} /> }]),
    ...(importState === null ? [] : [{ label: "Import", value: <ImportStateBadge state={importState} /> }]),
    ...(registrationState === null
      ? []
      : [{ label: "Registration", value: <RegistrationStateBadge state={registrationState} /> }]),
    ...text("Application", service.applicationId),
    ...(service.campaignId === null
      ? []
      : [
          {
            label: "Campaign",
            value: (
              <TextLink href={`/campaigns/${encodeURIComponent(service.campaignId)}`} className="font-mono text-xs">
                {service.campaignId}
              </TextLink>
            ),
          },
        ]),
    ...text("Webhook", service.webhookUrl),
    ...text("Route", service.route),
  ];
  return items.length === 0 ? (
    <p className="text-sm text-muted">Its answer says nothing about the number&apos;s state.</p>
  ) : (
    <Facts items={items} />
  );
}

function RefreshButton({
  number,
  account,
  denial,
  onRefreshed,
}: {
  number: PhoneNumber;
  account: AccountView;
  denial: string | null;
  onRefreshed: () => void;
}) {
  const [isBusy, startTransition] = useTransition();
  const [said, setSaid] = useState<{ message: string } | { failure: Failure } | null>(null);
  const refresh = () =>
    startTransition(async () => {
      const result = await settleAction(refreshNumberAction({ number, accountId: account.id }));
      setSaid(result.ok ? { message: result.data.message } : { failure: result.error });
      onRefreshed();
    });
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        icon={<RefreshCw aria-hidden />}
        isBusy={isBusy}
        disabledReason={denial ?? (account.canRefresh ? null : "This account is switched off.")}
        onClick={refresh}
        aria-label={`Refresh from ${account.name}`}
      >
        Refresh
      </Button>
      <div aria-live="polite" className="w-full text-xs text-muted empty:hidden">
        {said && "message" in said && said.message}
        {said && "failure" in said && <FailureBanner failure={said.failure} title="Nothing was changed" />}
      </div>
    </>
  );
}
