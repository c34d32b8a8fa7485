"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { useInventoryQuery } from "@/components/inventory/use-inventory-query";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import type { AddedToCart } from "@/lib/domain/cart";
import type { Failure } from "@/lib/domain/result";
import type { CartSummary } from "@/lib/services/cart/get-cart";
import { addToCartAction } from "./actions";

const PATH = "cart/summary";

/** How much is in the person's cart at the account, and which numbers. */
export const useCart = (accountId: string) =>
  useInventoryQuery<CartSummary>(PATH, { accountId }, { isKept: true, staleTime: 10_000 });

/** Call it after a change of the cart: the other parts of the screen update. */
export function useCartChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ["inventory", PATH] });
}

type Added = Omit<Parameters<typeof addToCartAction>[0], "accountId">;

/** Puts something into the cart and reports it; with `isGoing` the cart is opened afterwards. */
export function useAddToCart(accountId: string) {
  const router = useRouter();
  const changed = useCartChanged();
  const [isBusy, startTransition] = useTransition();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [leftOut, setLeftOut] = useState<AddedToCart["leftOut"]>([]);
  const cartHref = `/inventory/cart?account=${accountId}`;

  const add = (input: Added, { isGoing = false, onDone }: { isGoing?: boolean; onDone?: () => void } = {}) =>
    startTransition(async () => {
      setFailure(null);
      const result = await settleAction(addToCartAction({ accountId, ...input }));
      await changed();
      if (!result.ok) {
        setFailure(result.error);
        return;
      }
      setLeftOut(result.data.leftOut);
      onDone?.();
      if (isGoing) router.push(cartHref);
      else if (result.data.added > 0)
        toast.success(`${formatNoun(result.data.added, "number")} added to the cart. None is reserved.`, {
          action: { label: "Open the cart", onClick: () => router.push(cartHref) },
        });
    });
  return { add, isBusy, failure, leftOut, forget: () => setLeftOut([]) };
}
