"use client";

import { ShoppingCart } from "lucide-react";
import { useState } from "react";
import { DialogForm } from "@/components/form/dialog-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { describeConditions } from "@/lib/domain/cart";
import { type InventorySearch, MAX_SEARCH_RESULTS } from "@/lib/domain/inventory-search";
import { useAddToCart } from "./use-cart";

/** A quantity of any numbers that match the search; which ones is decided when the cart is ordered. */
export function AddAny({ search, denial }: { search: InventorySearch; denial: string | null }) {
  const { accountId, mask, state, rateCenter, lata } = search;
  const [isOpen, setIsOpen] = useState(false);
  const [amount, setAmount] = useState("10");
  const cart = useAddToCart(accountId);
  const quantity = Number(amount.replace(/[,\s]/g, ""));
  const isSound = Number.isInteger(quantity) && quantity >= 1 && quantity <= MAX_SEARCH_RESULTS;
  const where = describeConditions({
    mask,
    state: state ?? null,
    rateCenter: rateCenter ?? null,
    lata: lata ?? null,
  });
  return (
    <>
      <Button size="sm" icon={<ShoppingCart aria-hidden />} disabledReason={denial} onClick={() => setIsOpen(true)}>
        Add without picking
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} title="Add any numbers that match" size="sm">
        <DialogForm
          submitLabel="Add to the cart"
          missing={isSound ? null : "Give a whole number from 1 to 1,000."}
          failure={cart.failure}
          isBusy={cart.isBusy}
          onSubmit={() =>
            cart.add({ any: { quantity, mask, state, rateCenter, lata } }, { onDone: () => setIsOpen(false) })
          }
          onClose={() => setIsOpen(false)}
        >
          <p className="text-sm text-ink">
            Any numbers <strong className="font-medium">{where}</strong>. Which ones is decided when you order; until
            then none is chosen or reserved.
          </p>
          <Field label="How many" errors={isSound ? undefined : ["A whole number from 1 to 1,000."]}>
            <Input inputMode="numeric" autoComplete="off" value={amount} onText={setAmount} />
          </Field>
        </DialogForm>
      </Dialog>
    </>
  );
}
