"use client";

import { settleAction } from "@/components/feedback/settle-action";
import { OrderSubmit } from "@/components/orders/order-submit";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { formatCount, formatNoun } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { type Cart, countLine, describeLine } from "@/lib/domain/cart";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { Result } from "@/lib/domain/result";
import { describeCartAction } from "../actions";

export type CartNotes = { reference: string; reason: string };

/** What goes with the order, how much it is, and the button that orders it. */
export function CartForm({
  cart,
  notes,
  carrierLabel,
  mode,
  denial,
  isBusy,
  onNotes,
  onSubmit,
}: {
  cart: Cart;
  notes: CartNotes;
  carrierLabel: string;
  mode: "live" | "sandbox";
  denial: string | null;
  /** A change is on its way: what is ordered is what is on screen afterwards. */
  isBusy: boolean;
  onNotes: (notes: CartNotes) => void;
  onSubmit: () => Promise<Result<unknown>>;
}) {
  const { count, limit, lines, accountId } = cart;
  // The notes are kept with the cart; nothing depends on whether this save succeeds.
  const keep = () => void settleAction(describeCartAction({ accountId, ...notes }));
  const problem =
    denial ??
    (limit !== null && count > limit
      ? `Your role may order at most ${formatCount(limit)} numbers at once.`
      : notes.reason.trim() === ""
        ? "Give a reason for the audit."
        : null);
  return (
    <Card className="flex flex-col gap-4">
      <div>
        <h2 className="text-base font-semibold text-ink tabular-nums">{formatNoun(count, "number")}</h2>
        {limit !== null && (
          <p className={count > limit ? "text-sm text-bad" : "text-sm text-muted"}>
            Your role may order {formatCount(limit)} at once.
          </p>
        )}
      </div>
      <Field label="Our reference" hint="A ticket or purchase number; the ledger finds the order by it.">
        <Input
          maxLength={60}
          autoComplete="off"
          value={notes.reference}
          onChange={(event) => onNotes({ ...notes, reference: event.target.value })}
          onBlur={keep}
        />
      </Field>
      <Field label="Reason" hint="Kept in the audit." isRequired>
        <Textarea
          rows={3}
          maxLength={500}
          value={notes.reason}
          onChange={(event) => onNotes({ ...notes, reason: event.target.value })}
          onBlur={keep}
        />
      </Field>
      <OrderSubmit
        verb={ORDER_KINDS.purchase.verb}
        count={count}
        mode={mode}
        isBusy={isBusy}
        disabledReason={problem}
        confirmation={{
          verb: ORDER_KINDS.purchase.verb,
          count,
          items: [],
          isDangerous: ORDER_KINDS.purchase.isDangerous,
          consequences: <CartSummary lines={lines} carrierLabel={carrierLabel} />,
        }}
        onPlace={onSubmit}
      />
    </Card>
  );
}

function CartSummary({ lines, carrierLabel }: { lines: Cart["lines"]; carrierLabel: string }) {
  return (
    <div className="flex flex-col gap-3">
      <ul className="rounded-md border border-line bg-sunken px-3 py-2">
        {lines.slice(0, 5).map((line) => (
          <li key={line.id} className="flex justify-between gap-3">
            <span className="min-w-0 truncate">{describeLine(line)}</span>
            <span className="text-muted tabular-nums">{formatCount(countLine(line))}</span>
          </li>
        ))}
        {lines.length > 5 && (
          <li className="text-muted">and {formatNoun(lines.length - 5, "more line", "more lines")}</li>
        )}
      </ul>
      <p>
        {carrierLabel} charges for numbers that are ordered. All are looked up first; if one is gone, nothing is ordered
        and you are asked.
      </p>
      <p>A number counts as ours only once {carrierLabel} lists it.</p>
    </div>
  );
}
