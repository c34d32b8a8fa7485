"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { formatCount, formatNoun } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { markLive } from "@/lib/domain/account-choice";
import { type Cart, countLine, describeLine } from "@/lib/domain/cart";
import type { Result } from "@/lib/domain/result";
import { describeCartAction } from "../actions";

export type CartWords = { reference: string; reason: string };

/** What goes with the order, how much it is, and the button that orders it. */
export function CartForm({
  cart,
  words,
  carrierLabel,
  mode,
  denial,
  isBusy,
  onWords,
  onSubmit,
}: {
  cart: Cart;
  words: CartWords;
  carrierLabel: string;
  mode: "live" | "sandbox";
  denial: string | null;
  /** A change is on its way: what is ordered is what is on screen afterwards. */
  isBusy: boolean;
  onWords: (words: CartWords) => void;
  onSubmit: () => Promise<Result<unknown>>;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const { count, limit, lines, accountId } = cart;
  // What is written stays with the cart; nothing depends on whether it was kept at this moment.
  const keep = () => void settleAction(describeCartAction({ accountId, ...words }));
  const problem =
    denial ??
    (limit !== null && count > limit
      ? `Your role may order at most ${formatCount(limit)} numbers at once.`
      : words.reason.trim() === ""
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
          value={words.reference}
          onChange={(event) => onWords({ ...words, reference: event.target.value })}
          onBlur={keep}
        />
      </Field>
      <Field label="Reason" hint="Kept in the audit." isRequired>
        <Textarea
          rows={3}
          maxLength={500}
          value={words.reason}
          onChange={(event) => onWords({ ...words, reason: event.target.value })}
          onBlur={keep}
        />
      </Field>
      <Button variant="primary" isBusy={isBusy} disabledReason={problem} onClick={() => setIsAsking(true)}>
        {markLive(`Order ${formatNoun(count, "number")}`, mode)}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        verb="Order"
        count={count}
        mode={mode}
        isDanger={false}
        isReasonAsked={false}
        items={[]}
        consequences={
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
              {carrierLabel} charges for numbers that are ordered. All are looked up first; if one is gone, nothing is
              ordered and you are asked.
            </p>
            <p>A number counts as ours only once {carrierLabel} lists it.</p>
          </div>
        }
        onConfirm={onSubmit}
      />
    </Card>
  );
}
