"use client";

import { Card } from "@/components/ui/card";
import type { NumberAction } from "@/lib/services/numbers/judge-action";
import type { AccountView, NumberStatus } from "@/lib/services/numbers/number-view";
import type { NumberRights } from "./number-rights";
import { ServiceCard } from "./service-card";

export function ServiceList({
  status,
  rights,
  onAsk,
  onRefreshed,
}: {
  status: NumberStatus;
  rights: NumberRights;
  onAsk: (action: NumberAction, account: AccountView) => void;
  onRefreshed: () => void;
}) {
  if (status.accounts.length === 0)
    return <Card className="text-sm text-muted">No carrier account is in use. An administrator adds one.</Card>;
  return (
    <ul id="accounts" className="flex flex-col gap-3">
      {status.accounts.map((account) => (
        <li key={account.id}>
          <ServiceCard
            number={status.number}
            account={account}
            pending={status.pending}
            rights={rights}
            onAsk={(action) => onAsk(action, account)}
            onRefreshed={onRefreshed}
          />
        </li>
      ))}
    </ul>
  );
}
