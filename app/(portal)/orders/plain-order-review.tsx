"use client";

import { OrderReview, type OrderDetails } from "@/components/orders/order-review";
import type { NumberDraftState } from "@/components/number-input/use-number-draft";
import type { PlainOrderKind } from "@/lib/domain/order";
import type { Preflight } from "@/lib/domain/preflight";
import { placeOrderAction, previewOrderAction } from "./actions";

/** The review of a kind that the general verb places. `params` of the order; `preview` only those that the dry run depends on. */
export function PlainOrderReview({
  kind,
  account,
  input,
  params = {},
  previewParams = {},
  describe,
}: {
  kind: PlainOrderKind;
  account: { id: string; mode: "live" | "sandbox" };
  input: NumberDraftState;
  params?: Record<string, string>;
  previewParams?: Record<string, string>;
  describe: (preflight: Preflight, included: ReadonlySet<string>) => OrderDetails;
}) {
  return (
    <OrderReview
      kind={kind}
      mode={account.mode}
      input={input}
      question={JSON.stringify([kind, account.id, previewParams])}
      preview={(numbers) => previewOrderAction({ kind, accountId: account.id, numbers, params: previewParams })}
      describe={(preflight, _, included) => describe(preflight, included)}
      place={async (order) => {
        const result = await placeOrderAction({ kind, accountId: account.id, params, ...order });
        return result.ok ? { ok: true, data: `/orders/${result.data.orderId}` } : result;
      }}
    />
  );
}
