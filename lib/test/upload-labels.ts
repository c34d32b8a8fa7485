import { inTransaction } from "@/lib/db/transaction";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { recordFacts } from "@/lib/engine/facts";
import { listUploadResultRows } from "@/lib/services/uploads/list-result-rows";
import { placeUploadOrders } from "@/lib/services/uploads/place-upload-orders";
import { submitUpload } from "@/lib/services/uploads/submit-upload";
import { readUpload } from "./upload-rows";
import type { TestWorld } from "./world";

/** Numbers that a carrier reports as ours. */
export async function ownNumbers(
  { ctx, accountOf, database }: TestWorld,
  numbers: readonly PhoneNumber[],
): Promise<void> {
  const account = await ctx.carriers.open(accountOf("inumbering"));
  const entries = numbers.map((number) => ({ number, facts: { ownership: "owned" as const }, raw: {} }));
  await inTransaction(database.sql, (client) => recordFacts(client, account, entries));
}

/** Submits all ready rows of an upload, and does what a worker does then. */
export async function submitAll(world: TestWorld, id: string) {
  const { revision } = await readUpload(world, id);
  const input = { id, onlyIfAllReady: false, leaveOut: [], reason: "Test", revision };
  const submitted = await submitUpload(world.ctx, input);
  await placeUploadOrders(world.ctx, { id });
  return submitted;
}

/** Every row as `confirmed | customer-set | Customer Acme Inc.` */
export async function describeResults({ ctx }: TestWorld, id: string): Promise<string[]> {
  const { rows } = await listUploadResultRows(ctx, { id, from: 0, most: 100 });
  return rows.map(({ status, code, message }) => [status ?? "-", code, message].filter(Boolean).join(" | "));
}
