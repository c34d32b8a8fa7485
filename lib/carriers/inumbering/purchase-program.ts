import { z } from "zod";
import { type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import { CarrierError, type OrderProgram, type OwnedNumber, type Reading, type ReadStep } from "../carrier";
import { decodeJson } from "../decode";
import { GROUP, type InumberingClient } from "./client";
import { findOwned, isOffered } from "./inventory";
import { toRefusedOrder } from "./mapper";
import { orderReply } from "./wire";

/** `route` is a gateway's id; where it is absent the carrier takes its own default. `ourReference` is for our own people: it is not sent. */
const params = z.object({
  route: z.coerce.number().int().positive().nullish(),
  ourReference: z.string().max(60).nullish(),
});
const REFERENCE = /^[A-Za-z0-9_-]{1,40}$/;

/**
 * Page "Order Numbers". A success is no more than acceptance: the order id is a time stamp that nothing looks up, there is no order
 * status, and a number counts as ours when the account's list shows it. Orders are cut at 100, up to which the network checks at once.
 */
export function createPurchaseProgram(client: InumberingClient): OrderProgram {
  return {
    group: GROUP,
    writeSize: 100,
    readSize: 100,
    isChecked: true,
    pollDelays: [2, 5, 15, 60],
    patience: 600,
    absentReadsToResend: 2,
    expectedWithin: 600,
    params,
    async write({ numbers, reference, params: given }) {
      const { route } = params.parse(given);
      if (!REFERENCE.test(reference))
        throw new CarrierError("rejected", `The reference “${reference}” cannot be used as a customerOrderReference.`);
      // `tn` and `route` are integers in orders; ten digits are far below the safe range.
      const tnItem = numbers.map((number) => ({ tn: Number(toTenDigits(number)), ...(route != null && { route }) }));
      const judged = await client.write("/v2/iNumbering/tnOrder/", {
        tnOrder: { customerOrderReference: reference, tnList: { tnItem } },
      });
      if (!judged.isSuccess) return toRefusedOrder(judged.refusal, numbers);
      const { orderId } = decodeJson(orderReply, judged.reply, { isWrite: true });
      return {
        externalId: orderId,
        outcomes: new Map(),
        rest: { is: "accepted", message: "Accepted; the carrier has no order status.", raw: { orderId } },
      };
    },
    async read({ numbers, step }) {
      const { byNumber } = await findOwned(client, numbers);
      const readings: Reading[] = [];
      for (const number of numbers) readings.push(await readOne(client, number, byNumber.get(number), step));
      return { readings };
    },
  };
}

async function readOne(
  client: InumberingClient,
  number: PhoneNumber,
  found: OwnedNumber | undefined,
  step: ReadStep,
): Promise<Reading> {
  if (found) return toOwnedReading(found);
  if (step === "check") return { number, finding: "absent" };
  if (step === "poll") return { number, finding: "unseen", message: "The account's list does not show it yet." };
  // Money: only a number that is still on offer was surely not bought.
  if (await isOffered(client, number))
    return { number, finding: "absent", message: "Not in the account's list, and still offered." };
  return { number, finding: "unseen", message: "Neither in the account's list nor offered any more." };
}

export const toOwnedReading = ({ number, route }: OwnedNumber): Reading => ({
  number,
  finding: "done",
  facts: { ownership: "owned", ...(route !== null && { route }) },
  raw: { number: toTenDigits(number), route },
});
