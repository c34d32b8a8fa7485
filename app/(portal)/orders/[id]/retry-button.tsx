"use client";

import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { TelephoneNumber } from "@/components/number";
import { Button } from "@/components/ui/button";
import { markLive } from "@/lib/domain/account-choice";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { ItemChoice } from "@/lib/domain/order-query";
import type { OrderHead } from "@/lib/domain/order-view";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { useRetry } from "./use-retry";

/** One click for what costs nothing; what is charged asks first. */
export function RetryButton({
  order,
  label,
  count,
  items,
  retry,
  choice,
  disabledReason,
  variant = "secondary",
  size = "md",
}: {
  order: OrderHead;
  label: string;
  count: number;
  items: readonly PhoneNumber[];
  retry: ReturnType<typeof useRetry>;
  choice: ItemChoice;
  disabledReason: string | null;
  variant?: "primary" | "secondary";
  size?: "sm" | "md";
}) {
  const [isOpen, setIsOpen] = useState(false);
  const mode = order.isSandbox ? "sandbox" : "live";
  const { isCharged, verb } = ORDER_KINDS[order.kind];
  return (
    <>
      <Button
        variant={variant}
        size={size}
        icon={<RotateCcw aria-hidden />}
        isBusy={retry.isBusy}
        disabledReason={disabledReason ?? (order.isAccountOpen ? null : "The carrier account is turned off.")}
        onClick={() => (isCharged ? setIsOpen(true) : retry.retry(choice))}
      >
        {markLive(label, mode)}
      </Button>
      {isCharged && (
        <ConfirmDialog
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          verb={verb}
          count={count}
          mode={mode}
          items={items.map((number) => (
            <TelephoneNumber key={number} e164={number} />
          ))}
          consequences="The numbers that failed are ordered again, and charged if the carrier sells them."
          isDanger={false}
          onConfirm={async (reason) => retry.retry(choice, reason)}
        />
      )}
    </>
  );
}
