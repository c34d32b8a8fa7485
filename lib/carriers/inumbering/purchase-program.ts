import { z } from "zod";
import { type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import { CarrierError, type OrderProgram, type OwnedNumber, type Reading, type ReadStep } from "../carrier";
import { decodeJson } from "../decode";
import { GROUP, type InumberingClient } from "./client";
import { findOwned, isOffered, type Owned } from "./inventory";
import { toRefusedOrder } from "./mapper";
import { orderReply } from "./wire";

/** `route` is a gateway's ID; absent means the carrier's default. `ourReference` is internal and not sent. */
const params = z.object({
  route: z.coerce.number().int().positive().nullish(),
  ourReference: z.string().max(60).nullish(),
});
const REFERENCE = /^[A-Za-z0-9_-]{1,40}$/;

/**
 * Page "Order Numbers". A success means only accepted: there is no order status, and a number is ours when the account's
 * list shows it. Orders are split at 100 numbers, which the network checks at once.
 */
export function createPurchaseProgram(client: InumberingClient): OrderProgram {
  return {
    group: GROUP,
    writeSize: 100,
    readSize: 100,
    requiresPrecheck: true,
    pollDelays: [2, 5, 15, 60],
    maxWaitSeconds: 600,
    absentReadsToResend: 2,
    expectedWithin: 600,
    params,
    async write({ numbers, reference, params: input, isResend }) {
      const { route } = params.parse(input);
      if (!REFERENCE.test(reference))
        throw new CarrierError("rejected", `The reference “${reference}” cannot be used as a customerOrderReference.`);
      // `tn` and `route` are integers in orders; ten digits are within the safe range.
      const tnItem = numbers.map((number) => ({ tn: Number(toTenDigits(number)), ...(route != null && { route }) }));
      const result = await client.write("/v2/iNumbering/tnOrder/", {
        tnOrder: { customerOrderReference: reference, tnList: { tnItem } },
      });
      if (!result.isSuccess) return toRefusedOrder(result.refusal, { numbers, isResend });
      const { orderId } = decodeJson(orderReply, result.reply, { isWrite: true });
      return {
        externalId: orderId,
        outcomes: new Map(),
        rest: { type: "accepted", message: "Accepted; the carrier has no order status.", raw: { orderId } },
      };
    },
    async read({ numbers, step }) {
      const owned = await findOwned(client, numbers);
      const readings: Reading[] = [];
      for (const number of numbers) readings.push(await readOne(client, number, owned, step));
      return { readings };
    },
  };
}

async function readOne(
  client: InumberingClient,
  number: PhoneNumber,
  { byNumber, oddCount }: Owned,
  step: ReadStep,
): Promise<Reading> {
  const found = byNumber.get(number);
  if (found) return toOwnedReading(found);
  if (step === "check" && oddCount === 0) return { number, finding: "absent" };
  if (step === "poll") return { number, finding: "unseen", message: "The account's list does not show it yet." };
  // Charged: only a number that is still available was surely not purchased, and is no entry that could not be read.
  if (await isOffered(client, number))
    return { number, finding: "absent", message: "Not in the account's list, and still available." };
  const message = "Neither in the account's list nor still available.";
  // Unseen would be sent.
  return { number, finding: step === "check" ? "unclear" : "unseen", message };
}

export const toOwnedReading = ({ number, route }: OwnedNumber): Reading => ({
  number,
  finding: "done",
  facts: { ownership: "owned", ...(route !== null && { route }) },
  raw: { number: toTenDigits(number), route },
});
