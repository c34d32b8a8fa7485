"use client";

import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";
import { ORDER_KINDS, type OrderKind } from "@/lib/domain/order";
import { ONE_CLICK_NUMBERS } from "@/lib/domain/order-input";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { Preflight } from "@/lib/domain/preflight";
import type { Result } from "@/lib/domain/result";
import { settleAction } from "../feedback/settle-action";
import { TelephoneNumber } from "../number";
import { PreflightReview } from "../number-input/preflight-review";
import { ReviewCard } from "../number-input/review-card";
import type { NumberDraftState } from "../number-input/use-number-draft";
import { usePreflight } from "../number-input/use-preflight";
import { OrderSubmit } from "./order-submit";

const NO_NUMBERS = "No number is included. Check a group above.";

export type PlaceInput = { numbers: PhoneNumber[]; reason: string | undefined; idempotencyKey: string };
/** What only the kind knows of a checked order. A `confirmation` without parts takes those of the kind and all its numbers; a large order always has one. */
export type OrderDetails = {
  fault?: string | null;
  notes?: ReactNode;
  confirmation?: {
    verb?: string;
    numbers?: readonly PhoneNumber[];
    consequences?: ReactNode;
    isDangerous?: boolean;
  } | null;
};

/** The second half of every order form: the preview, its findings, and the order. Opens the placed order's page. */
export function OrderReview<P extends Preflight>({
  kind,
  mode,
  input,
  question,
  preview,
  describe,
  place,
}: {
  kind: OrderKind;
  mode: "live" | "sandbox";
  input: NumberDraftState;
  /** All that the preview depends on besides the numbers: once it changes, the check starts over. */
  question: string;
  preview: (numbers: PhoneNumber[]) => Promise<Result<P>>;
  describe: (preflight: P, chosen: readonly PhoneNumber[], included: ReadonlySet<string>) => OrderDetails;
  /** Gives the address of what was placed. */
  place: (order: PlaceInput, preflight: P) => Promise<Result<string>>;
}) {
  const router = useRouter();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState("");
  const check = usePreflight(question, input.checked.valid, preview);
  const { preflight, chosen, included } = check;
  if (!preflight)
    return (
      <ReviewCard check={check} input={input}>
        {null}
      </ReviewCard>
    );
  const { verb, consequences, isDangerous } = ORDER_KINDS[kind];
  const { fault = null, notes, confirmation: special } = describe(preflight, chosen, included);
  const confirmation = special ?? (chosen.length > ONE_CLICK_NUMBERS ? {} : null);
  const confirmed = confirmation?.numbers ?? chosen;
  const submit = async (given: string) => {
    const result = await settleAction(
      place({ numbers: [...chosen], reason: given || undefined, idempotencyKey }, preflight),
    );
    if (result.ok) {
      input.clear();
      router.push(result.data);
    }
    return result;
  };
  return (
    <ReviewCard check={check} input={input}>
      <PreflightReview preflight={preflight} included={included} onToggle={check.toggle} />
      {notes}
      <OrderSubmit
        verb={verb}
        count={chosen.length}
        mode={mode}
        reason={{ value: reason, onChange: setReason }}
        isBusy={input.isReading}
        disabledReason={chosen.length === 0 ? NO_NUMBERS : fault}
        confirmation={
          confirmation
            ? {
                verb: confirmation.verb ?? verb,
                count: confirmed.length,
                items: confirmed.slice(0, 5).map((number) => <TelephoneNumber key={number} e164={number} />),
                consequences: confirmation.consequences ?? consequences,
                isDangerous: confirmation.isDangerous ?? isDangerous,
              }
            : null
        }
        onPlace={submit}
      />
    </ReviewCard>
  );
}
