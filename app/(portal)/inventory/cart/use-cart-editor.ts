"use client";

import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import type { Cart, CartChange } from "@/lib/domain/cart";
import type { Failure } from "@/lib/domain/result";
import { changeCartAction } from "../actions";
import { useCartChanged } from "../use-cart";

/** The cart as it is on screen, and its changes: each is kept at once, and what comes back is what is shown. */
export function useCartEditor(accountId: string, given: Cart | null) {
  const announce = useCartChanged();
  const [cart, setCart] = useState(given);
  const [seen, setSeen] = useState(given);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  // The page was reloaded: its cart is the newer one.
  if (seen !== given) {
    setSeen(given);
    setCart(given);
  }
  /** Resolves with the cart as it is afterwards, or null where it could not be changed. */
  const apply = async (changes: CartChange[]): Promise<Cart | null> => {
    setFailure(null);
    const result = await settleAction(changeCartAction({ accountId, changes }));
    void announce();
    if (!result.ok) {
      setFailure(result.error);
      return null;
    }
    setCart(result.data);
    return result.data;
  };
  return {
    cart,
    apply,
    change: (...changes: CartChange[]) => startTransition(async () => void (await apply(changes))),
    isBusy,
    failure,
    setFailure,
  };
}
