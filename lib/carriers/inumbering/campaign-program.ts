import { z } from "zod";
import { type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import type { OrderProgram, Reading } from "../carrier";
import { decodeJson } from "../decode";
import { readCampaigns } from "./campaigns";
import { GROUP, type InumberingClient } from "./client";
import { toRefusedOrder } from "./mapper";
import { orderReply } from "./wire";

const params = z.object({
  campaignId: z.string().regex(/^C[A-Z0-9]{6}$/, "A campaign ID has 7 characters and starts with C."),
});

/** Page "Add Messaging Campaign to TNs"; read back through the campaign's own list of numbers (11 digits). */
export function createCampaignProgram(client: InumberingClient): OrderProgram {
  return {
    group: GROUP,
    writeSize: 100,
    readSize: 1_000,
    requiresPrecheck: true,
    pollDelays: [2, 5, 15, 60],
    maxWaitSeconds: 3_600,
    absentReadsToResend: 2,
    expectedWithin: 36 * 3_600,
    params,
    async write({ numbers, params: input, isResend }) {
      const { campaignId } = params.parse(input);
      // The page uses text for `tn` here and an integer in orders.
      const tnItem = numbers.map((number) => ({
        tn: toTenDigits(number),
        tnFeature: { messaging: { tnCampaign: campaignId } },
      }));
      const result = await client.write("/v2/iNumbering/tnMessagingCampaign/", { tnCampaign: { tnList: { tnItem } } });
      if (!result.isSuccess) return toRefusedOrder(result.refusal, { numbers, isResend });
      const { orderId } = decodeJson(orderReply, result.reply, { isWrite: true });
      return { externalId: orderId, outcomes: new Map(), rest: { type: "accepted", raw: { orderId } } };
    },
    async read({ numbers, params: input, step }) {
      const { campaignId } = params.parse(input);
      const [status] = await readCampaigns(client, [campaignId]);
      const assigned = new Set(status?.numbers);
      const raw = { campaignId, event: status?.event ?? null };
      // It may be one of the unreadable entries.
      const missing = step === "poll" || (status?.oddCount ?? 0) > 0 ? "unseen" : "absent";
      const toReading = (number: PhoneNumber): Reading =>
        assigned.has(number)
          ? { number, finding: "done", facts: { campaignId }, raw }
          : { number, finding: missing, raw };
      return { readings: numbers.map(toReading) };
    },
  };
}
