import { EscalationButton } from "@/components/orders/escalation-drawer";
import type { Stuck } from "@/lib/domain/stuck";

/** One letter for each account, where there are several. */
export function StuckAccounts({ stuck: { orders, campaigns, messages } }: { stuck: Stuck }) {
  const names = new Map(
    [...orders, ...campaigns, ...messages].map(({ accountId, accountName }) => [accountId, accountName]),
  );
  if (names.size < 2) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {[...names].map(([account, name]) => (
        <EscalationButton key={account} query={{ account }} label={`Write to ${name}`} what="all that is stuck there" />
      ))}
    </div>
  );
}
