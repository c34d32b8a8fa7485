import { CANCELLED, type OrderItemRow } from "@/lib/domain/order-view";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";

/** What surely did not happen may be tried again; the server asks the same once more. */
export const mayBeChosen = ({ state, code }: Pick<OrderItemRow, "state" | "code">) =>
  state === "failed" || (state === "skipped" && code === CANCELLED);

/** A ticked row keeps its number, which may stand on another page by the time it is acted on. */
export const writeChosen = ({ seq, number }: Pick<OrderItemRow, "seq" | "number">) => `${seq}:${number}`;

export function readChosen(id: string): { seq: number; number: PhoneNumber } {
  const [seq = "", number = ""] = id.split(":");
  return { seq: Number(seq), number: phoneNumber.parse(number) };
}
