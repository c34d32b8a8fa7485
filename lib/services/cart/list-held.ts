import "server-only";
import type { Context } from "@/lib/context";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { readKnownNumbers } from "@/lib/services/orders/preview-known-numbers";

/** Those of the numbers that we own, or that an open purchase of ours asks for, and why. */
export async function listHeld(
  ctx: Context,
  accountId: string,
  numbers: readonly PhoneNumber[],
): Promise<Map<PhoneNumber, string>> {
  const held = new Map<PhoneNumber, string>();
  if (numbers.length === 0) return held;
  const find = await readKnownNumbers(ctx.sql, accountId, numbers);
  for (const number of numbers) {
    const { ownership, openOrders } = find(number);
    const order = openOrders.find(({ kind }) => kind === "purchase");
    if (ownership === "owned") held.set(number, "is ours already");
    else if (order) held.set(number, `is in order ${order.ref}, still under way`);
  }
  return held;
}
