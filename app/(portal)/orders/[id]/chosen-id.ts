import { CANCELLED, type OrderItemRow } from "@/lib/domain/order-view";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";

type Item = Pick<OrderItemRow, "seq" | "number" | "state" | "code">;

/** What surely did not happen may be tried again; the server asks the same once more. */
export const mayBeRetried = ({ state, code }: Pick<Item, "state" | "code">) =>
  state === "failed" || (state === "skipped" && code === CANCELLED);

/** Rows that a person can act on: to try again, or to decide on. */
export const mayBeChosen = (item: Pick<Item, "state" | "code">) => mayBeRetried(item) || item.state === "unknown";

/** A ticked row keeps its number and what can be done with it: it may stand on another page by the time it is acted on. */
export const writeChosen = (item: Item) =>
  `${item.seq}:${item.number}:${item.state === "unknown" ? "unknown" : "again"}`;

export function readChosen(id: string): { seq: number; number: PhoneNumber; isUnknown: boolean } {
  const [seq = "", number = "", which] = id.split(":");
  return { seq: Number(seq), number: phoneNumber.parse(number), isUnknown: which === "unknown" };
}
