"use client";

import { CarrierName } from "@/components/carriers/carrier-mark";
import { Button } from "@/components/ui/button";
import { NUMBER_ACTIONS, ORDER_KINDS } from "@/lib/domain/order";
import { explainRefusal } from "@/lib/services/numbers/explain-refusal";
import type { VerdictProps } from "./verdict-props";

/** What can be ordered for the number, per account; what cannot be ordered now shows the reason. */
export function NumberActions({ status, rights, onAsk }: VerdictProps) {
  const offers = status.accounts.flatMap((account) => {
    const actions = NUMBER_ACTIONS.filter((action) => account.isEnabled && account.capabilities.includes(action));
    return actions.length > 0 ? [{ account, actions }] : [];
  });
  if (offers.length === 0) return null;
  return (
    <section aria-label="Actions" className="flex flex-col gap-3">
      <h2 className="text-base font-semibold text-ink">Actions</h2>
      {offers.map(({ account, actions }) => (
        <div key={account.id} className="flex flex-col gap-1.5">
          <h3 className="text-xs text-muted">
            <CarrierName carrier={account.carrierId} account={account.name.split(" · ").slice(1).join(" · ")} />
          </h3>
          <div className="flex flex-col items-stretch gap-1">
            {actions.map((action) => (
              <Button
                key={action}
                size="sm"
                disabledReason={rights.order ?? explainRefusal(action, account, status.pending)}
                onClick={() => onAsk(action, account)}
              >
                {ORDER_KINDS[action].action}…
              </Button>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}
