import { z } from "zod";
import { type PhoneNumber, phoneNumber } from "@/lib/domain/phone-number";
import {
  CarrierError,
  type CarrierMessage,
  type Messaging,
  type OrderProgram,
  type Reading,
  type WriteOutcome,
} from "../carrier";
import { MESSAGING_GROUP } from "./messaging-client";

const params = z.object({
  to: phoneNumber,
  text: z.string().trim().min(1, "Enter a message.").max(2048, "At most 2,048 characters."),
  callbackUrl: z.url().optional(),
});

/**
 * Page, step 5 "Send Message": one message per number, tagged with our reference. If the response is lost, the message is
 * looked up by its tag and never resent.
 */
export function createMessageTestProgram(messaging: Messaging): OrderProgram {
  async function writeOne(from: PhoneNumber, reference: string, input: z.output<typeof params>) {
    try {
      const { id } = await messaging.sendMessage({ ...input, from, receipt: true, tag: reference });
      return {
        id,
        outcome: { type: "accepted", message: "Accepted; waiting for the delivery receipt" } satisfies WriteOutcome,
      };
    } catch (error) {
      const isRefusal = error instanceof CarrierError && !error.mayHaveHappened;
      if (!isRefusal || (error.fault !== "rejected" && error.fault !== "not_found")) throw error;
      const code = error.carrierCode ?? error.fault;
      return { outcome: { type: "failed", code, message: error.message, isRetryable: false } satisfies WriteOutcome };
    }
  }

  return {
    group: MESSAGING_GROUP,
    writeSize: 1,
    readSize: 1,
    requiresPrecheck: false,
    pollDelays: [2, 5, 15, 60],
    maxWaitSeconds: 3_600,
    absentReadsToResend: 1,
    expectedWithin: 600,
    params,
    async write({ numbers, reference, params: input }) {
      const outcomes = new Map<PhoneNumber, WriteOutcome>();
      let externalId: string | undefined;
      for (const number of numbers) {
        const { id, outcome } = await writeOne(number, reference, params.parse(input));
        externalId ??= id;
        outcomes.set(number, outcome);
      }
      return { externalId, outcomes, rest: { type: "unclear", message: "Not sent." } };
    },
    async read({ numbers, reference, externalId }) {
      const readings: Reading[] = [];
      let found = externalId;
      for (const number of numbers) {
        const message =
          externalId === undefined
            ? await messaging.findMessage(number, reference ?? "")
            : await messaging.getMessage(externalId);
        found ??= message?.id;
        readings.push(message ? toReading(number, message) : { number, finding: "unseen" });
      }
      return { readings, externalId: found };
    },
  };
}

/** Specification of a message: what is known of a sent one that has not failed. */
const DELIVERY_STATES: ReadonlySet<string> = new Set(["waiting", "delivered"]);

function toReading(
  number: PhoneNumber,
  { state, deliveryState, code, message }: Pick<CarrierMessage, "state" | "deliveryState" | "code" | "message">,
): Reading {
  const raw = { state, deliveryState, code, message };
  if (state === "error" || deliveryState === "not-delivered")
    return { number, finding: "refused", code: code ?? state, message: message ?? "The carrier gave no reason.", raw };
  const isDeliveryKnown = deliveryState === null ? code === null : DELIVERY_STATES.has(deliveryState);
  if (state === "sent" && isDeliveryKnown) return { number, finding: "done", message: deliveryState ?? undefined, raw };
  if (state === "queued" || state === "sending") return { number, finding: "working", raw };
  const reported = [state, deliveryState, code].filter((part) => part !== null).join(", ");
  return { number, finding: "unclear", message: `An undocumented state: “${reported}”.`, raw };
}
