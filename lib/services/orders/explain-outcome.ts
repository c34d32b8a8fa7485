import "server-only";
import { describeError } from "@/lib/carriers/registry";
import type { ItemState } from "@/lib/domain/order";
import { BY_HAND, CANCELLED, NOT_STORED } from "@/lib/domain/order-view";
import { labelCarrier } from "./order-columns";

type Explanation = { meaning: string | null; action: string | null };

/**
 * What an outcome means and what to do about it. A failed number is never left without either: what no catalog knows is said to be
 * unknown. Null where there is nothing to be done.
 */
export function explainOutcome(
  carrierId: string,
  { state, code, message }: { state: ItemState; code: string | null; message: string | null },
): Explanation {
  const carrier = labelCarrier(carrierId);
  if (code === BY_HAND)
    return {
      meaning: `Decided by a person, not reported by ${carrier}.`,
      action: state === "failed" ? "Retry it if it is still needed." : null,
    };
  if (code === CANCELLED) return { meaning: "It was never sent.", action: "Order it again if it is still needed." };
  if (code === NOT_STORED)
    return {
      meaning: `${carrier} responded, but Tandem could not store the response. The number itself may be fine.`,
      action: `Look at the evidence, check the order again or decide, and report the log reference. Nothing is sent again automatically.`,
    };
  const known = code === null ? null : describeError(carrierId, code, message ?? "");
  if (state === "failed")
    return known
      ? { meaning: known.meaning, action: known.action }
      : {
          meaning: `Not in our catalog of ${carrier}'s errors: shown as received.`,
          action: `Ask ${carrier} what it means.`,
        };
  if (state === "unknown")
    return {
      meaning: [known?.meaning, "It is not known yet whether it happened."].filter(Boolean).join(" "),
      action: "Check the order again, look at the evidence, or decide. It is never sent again automatically.",
    };
  if (state === "queued") return { meaning: known?.meaning ?? null, action: known?.action ?? null };
  return { meaning: null, action: null };
}
