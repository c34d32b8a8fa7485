"use client";

import { useState, useTransition } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { PageBanner } from "@/components/feedback/page-banner";
import { Button } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import { type CartChange, type CartLine, describeLine, type LineShortage, type SubmittedCart } from "@/lib/domain/cart";
import { formatNational } from "@/lib/domain/phone-number";
import type { Failure, Result } from "@/lib/domain/result";

type Choice = "replace" | "drop";
const SHOWN = 6;

/** What was gone when the cart was to be ordered, line by line, and what to do about each. Nothing was ordered yet. */
export function ShortagePanel({
  shortage,
  lines,
  onSettle,
  onCancel,
}: {
  shortage: Extract<SubmittedCart, { type: "short" }>;
  lines: readonly CartLine[];
  /** Changes the cart and orders what it holds then. */
  onSettle: (changes: CartChange[]) => Promise<Result<unknown>>;
  onCancel: () => void;
}) {
  const { shortages, wanted, found, unchecked } = shortage;
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(
    new Map(shortages.map((one) => [one.lineId, one.substitutes.length > 0 ? "replace" : "drop"])),
  );
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const chosen = (one: LineShortage) => choices.get(one.lineId) ?? "drop";
  const replaced = shortages.reduce((sum, one) => sum + (chosen(one) === "replace" ? one.substitutes.length : 0), 0);
  const lineOf = new Map(lines.map((line) => [line.id, line]));

  const settle = () =>
    startTransition(async () => {
      const result = await onSettle(shortages.map((one) => toChange(one, lineOf.get(one.lineId), chosen(one))));
      if (!result.ok) setFailure(result.error);
    });
  return (
    <PageBanner
      tone="pending"
      title={`${formatCount(wanted - found)} of ${formatNoun(wanted, "number")} ${wanted - found === 1 ? "is" : "are"} no longer available. Nothing was ordered.`}
    >
      <ul aria-label="What is missing" className="mt-2 flex flex-col divide-y divide-line">
        {shortages.map((one) => {
          const line = lineOf.get(one.lineId);
          return (
            <li key={one.lineId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
              <div className="min-w-0">
                <p className="font-medium">
                  {line ? describeLine(line) : "A line that is no longer there"}:{" "}
                  <span className="tabular-nums">
                    {formatCount(one.found)} of {formatCount(one.wanted)} on offer
                  </span>
                </p>
                {one.gone.length > 0 && <GoneNumbers gone={one.gone} />}
              </div>
              {one.gone.length > 0 && one.substitutes.length > 0 ? (
                <Select
                  aria-label={`What to do about ${line ? describeLine(line) : "the line"}`}
                  className="w-72 max-w-full"
                  options={[
                    { value: "replace", label: describeReplacing(one) },
                    { value: "drop", label: `Drop ${formatNoun(one.gone.length, "number")}` },
                  ]}
                  value={chosen(one)}
                  onChange={({ target: { value } }) =>
                    setChoices(new Map(choices).set(one.lineId, value === "replace" ? "replace" : "drop"))
                  }
                />
              ) : (
                <p className="text-sm text-muted">{describeDropping(one)}</p>
              )}
            </li>
          );
        })}
      </ul>
      {unchecked > 0 && (
        <p className="mt-2 text-sm">
          {formatNoun(unchecked, "number")} could not be looked up: they lie in too many exchanges for one look. The
          carrier refuses those that are gone.
        </p>
      )}
      {failure && <FailureBanner failure={failure} />}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button variant="primary" isBusy={isBusy} onClick={settle}>
          {found + replaced === 0 ? "Take them out" : `Order these ${formatNoun(found + replaced, "number")}`}
        </Button>
        <Button onClick={onCancel}>Cancel, and keep the cart as it is</Button>
      </div>
    </PageBanner>
  );
}

function GoneNumbers({ gone }: { gone: LineShortage["gone"] }) {
  const reasons = [...new Set(gone.map(({ why }) => why))];
  return reasons.map((why) => {
    const own = gone.filter((one) => one.why === why);
    const named = own.slice(0, SHOWN).map(({ number }) => formatNational(number));
    return (
      <p key={why} className="text-xs text-muted">
        <span className="font-mono">{named.join(", ")}</span>
        {own.length > SHOWN && ` and ${formatCount(own.length - SHOWN)} more`}{" "}
        {own.length === 1 ? why : why.replace(/^is /, "are ")}
      </p>
    );
  });
}

const describeReplacing = ({ gone, substitutes }: LineShortage) =>
  substitutes.length === gone.length
    ? `Replace ${formatCount(gone.length)} from the same NPA-NXX`
    : `Replace ${formatCount(substitutes.length)} from the same NPA-NXX, drop ${formatCount(gone.length - substitutes.length)}`;

function describeDropping({ gone, found }: LineShortage): string {
  if (gone.length > 0) return "Nothing else is free in the same NPA-NXX: dropped.";
  return found === 0 ? "The line is taken out." : `Ordered: the ${formatCount(found)} there are.`;
}

function toChange(one: LineShortage, line: CartLine | undefined, choice: Choice): CartChange {
  const { lineId, found, gone, substitutes } = one;
  if (line?.kind === "any")
    return found === 0 ? { do: "remove-line", lineId } : { do: "set-quantity", lineId, quantity: found };
  return {
    do: "exchange",
    lineId,
    remove: gone.map(({ number }) => number),
    add: choice === "replace" ? substitutes : [],
  };
}
