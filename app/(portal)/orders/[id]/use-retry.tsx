"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/components/ui/toaster";
import { formatNoun } from "@/components/ui/format";
import type { ItemChoice } from "@/lib/domain/order-query";
import type { OrderHead, PlacedChild } from "@/lib/domain/order-view";
import type { Result } from "@/lib/domain/result";
import { retryOrderAction } from "../actions";
import { useReloadingAction } from "@/components/feedback/use-action";

/** Goes to the child at once; when numbers were left out it stays, so that the reasons can be read (`placed`). */
export function useChildOrder() {
  const router = useRouter();
  const { run, isBusy, failure } = useReloadingAction();
  const [placed, setPlaced] = useState<PlacedChild | null>(null);
  const place = (ask: () => Promise<Result<PlacedChild>>) =>
    run(ask, (child) => {
      if (child.leftOutCount > 0) setPlaced(child);
      else {
        toast.success(
          child.isExisting
            ? `This is order ${child.ref} already`
            : `Order ${child.ref} placed: ${formatNoun(child.count, "number")}`,
        );
        router.push(`/orders/${child.ref}`);
      }
    });
  return { place, isBusy, failure, placed };
}

export function useRetry(order: Pick<OrderHead, "id" | "retries">) {
  const child = useChildOrder();
  const retry = (choice: ItemChoice, reason?: string) =>
    child.place(() => retryOrderAction({ orderId: order.id, choice, round: order.retries, reason }));
  return { ...child, retry };
}
