import { CANCELLED, type OrderItemRow } from "@/lib/domain/order-view";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";

type Item = Pick<OrderItemRow, "seq" | "number" | "state" | "code" | "isRetryable">;

/** What surely did not happen may be tried again; the server asks the same once more. */
export const mayBeRetried = ({ state, code }: Pick<Item, "state" | "code">) =>
  state === "failed" || (state === "skipped" && code === CANCELLED);

/** Rows that a person can act on: to try again, or to decide on. */
export const mayBeChosen = (item: Pick<Item, "state" | "code">) => mayBeRetried(item) || item.state === "unknown";

/** A ticked row keeps its number and what can be done with it: it may be on another page by the time it is acted on. */
export function writeChosen(item: Item): string {
  const can = item.state === "unknown" ? "unknown" : item.isRetryable || item.state === "skipped" ? "works" : "again";
  return `${item.seq}:${item.number}:${can}`;
}

/** `mayWork`: trying it again is not known to be in vain. */
export function readChosen(id: string): { seq: number; number: PhoneNumber; isUnknown: boolean; mayWork: boolean } {
  const [seq = "", number = "", can] = id.split(":");
  return {
    seq: Number(seq),
    number: phoneNumber.parse(number),
    isUnknown: can === "unknown",
    mayWork: can === "works",
  };
}
