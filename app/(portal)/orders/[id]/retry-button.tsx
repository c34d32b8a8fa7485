"use client";

import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { TelephoneNumber } from "@/components/number";
import { Button } from "@/components/ui/button";
import { markLive } from "@/lib/domain/account-choice";
import type { ItemChoice } from "@/lib/domain/order-query";
import type { OrderHead } from "@/lib/domain/order-view";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { phraseKind } from "../order-words";
import type { useRetry } from "./use-retry";

/** One click for what can be taken back or costs nothing; what costs money asks first. */
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
  const isCostly = order.kind === "purchase";
  return (
    <>
      <Button
        variant={variant}
        size={size}
        icon={<RotateCcw aria-hidden />}
        isBusy={retry.isBusy}
        disabledReason={disabledReason ?? (order.isAccountOpen ? null : "The carrier account is switched off.")}
        onClick={() => (isCostly ? setIsOpen(true) : retry.retry(choice))}
      >
        {markLive(label, mode)}
      </Button>
      {isCostly && (
        <ConfirmDialog
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          verb={phraseKind(order.kind)}
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
