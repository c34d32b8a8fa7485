"use client";

import { ShoppingCart } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { AccountAddress } from "@/components/accounts/account-address";
import { EmptyState } from "@/components/feedback/empty-state";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { PageBanner } from "@/components/feedback/page-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { AnswerHeader } from "@/components/ui/answer-header";
import { ButtonLink } from "@/components/ui/button";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import { type Cart, type CartChange, countLine, type SubmittedCart } from "@/lib/domain/cart";
import type { Result } from "@/lib/domain/result";
import type { CapableAccount } from "@/lib/services/accounts/list-capable-accounts";
import { submitCartAction } from "../actions";
import { InventoryTabs } from "../inventory-tabs";
import { useCartChanged } from "../use-cart";
import { CartForm, type CartNotes } from "./cart-form";
import { CartTable } from "./cart-table";
import { ShortagePanel } from "./shortage-panel";
import { useCartEditor } from "./use-cart-editor";

type Shortage = Extract<SubmittedCart, { type: "short" }>;

/** The cart, its notes, and what is no longer available when it is ordered. */
export function CartView({
  account,
  accounts,
  cart: given,
  denial,
}: {
  account: CapableAccount;
  accounts: readonly CapableAccount[];
  cart: Cart | null;
  /** Why this person may not order. */
  denial: string | null;
}) {
  const router = useRouter();
  const announce = useCartChanged();
  const { cart, apply, change, isBusy, failure } = useCartEditor(account.id, given);
  const [notes, setNotes] = useState<CartNotes>({ reference: given?.reference ?? "", reason: given?.reason ?? "" });
  const [shortage, setShortage] = useState<Shortage | null>(null);
  const panel = useRef<HTMLDivElement>(null);

  const submit = async (seen: Cart): Promise<Result<SubmittedCart>> => {
    const { version, orderKey } = seen;
    const result = await settleAction(submitCartAction({ accountId: account.id, version, orderKey, ...notes }));
    if (!result.ok) {
      // Another tab may have changed the cart: what is there now is shown beside the message.
      if (result.error.code === "CONFLICT") router.refresh();
      return result;
    }
    if (result.data.type === "placed") {
      void announce();
      if (result.data.unchecked)
        toast.info(
          `${formatNoun(result.data.unchecked, "number was", "numbers were")} ordered without a last check, because they are in too many exchanges. The order's page shows the result of each.`,
        );
      router.push(`/orders/${result.data.orderId}`);
    } else {
      setShortage(result.data);
      requestAnimationFrame(() => panel.current?.focus());
    }
    return result;
  };
  const settle = async (changes: CartChange[]): Promise<Result<unknown>> => {
    const changed = await apply(changes);
    if (!changed)
      return { ok: false, error: { code: "CONFLICT", message: "The cart could not be changed. See above." } };
    setShortage(null);
    return changed.count === 0 ? { ok: true, data: null } : submit(changed);
  };

  const count = (cart?.lines ?? []).reduce((sum, line) => sum + countLine(line), 0);
  const head = (
    <>
      <AnswerHeader
        title="Cart"
        answer={
          count === 0 ? "Nothing in the cart" : `${formatNoun(count, "number")} to order from ${account.carrierLabel}`
        }
      />
      <InventoryTabs current="cart" accountId={account.id} />
      <AccountAddress accounts={accounts} accountId={account.id} />
    </>
  );
  if (!cart || cart.lines.length === 0)
    return (
      <>
        {head}
        {failure && <FailureBanner failure={failure} />}
        <EmptyState
          icon={ShoppingCart}
          title="The cart is empty"
          actions={
            <>
              <ButtonLink variant="primary" href={`/inventory?account=${account.id}`}>
                Search numbers
              </ButtonLink>
              <ButtonLink href={`/inventory/coverage?account=${account.id}`}>See coverage</ButtonLink>
            </>
          }
        >
          Pick numbers from a search, or ask for any quantity that matches. The cart is yours alone, and stays when you
          leave.
        </EmptyState>
      </>
    );
  return (
    <>
      {head}
      {!shortage && (
        <PageBanner tone="pending" title="Numbers in the cart are not reserved">
          Others can take them until you order. All of them are looked up again just before.
        </PageBanner>
      )}
      {failure && <FailureBanner failure={failure} />}
      {shortage && (
        <div ref={panel} tabIndex={-1} className="rounded-lg">
          <ShortagePanel
            key={cart.version}
            shortage={shortage}
            lines={cart.lines}
            onSettle={settle}
            onCancel={() => setShortage(null)}
          />
        </div>
      )}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_320px]">
        <CartTable accountId={account.id} lines={cart.lines} isBusy={isBusy} denial={denial} onChange={change} />
        <CartForm
          cart={cart}
          notes={notes}
          carrierLabel={account.carrierLabel}
          mode={account.mode}
          denial={denial}
          isBusy={isBusy}
          onNotes={setNotes}
          onSubmit={() => submit(cart)}
        />
      </div>
    </>
  );
}
