import { z } from "zod";
import { deliverInboundMessage } from "../catapult/inbound";
import { type Reply, replyJson, toTenDigits } from "../core/exchange";
import { deliverInbound } from "../intelepeer/inbound";
import { type PlayedCarriers } from "../play-carriers";

const inboundInput = z.strictObject({
  carrier: z.enum(["intelepeer", "bandwidth"]),
  to: z.string(),
  from: z.string().default("+13233326955"),
  text: z.string().default("Example"),
  id: z.string().optional(),
  duplicates: z.number().int().min(0).default(0),
  delayMs: z.number().min(0).default(0),
});

/** Delivers an inbound SMS to whoever registered for the number and tells how every attempt ended. */
export async function deliverInboundSms(
  body: unknown,
  played: PlayedCarriers,
  callbacksTo: string | null,
): Promise<Reply> {
  const { carrier, ...input } = inboundInput.parse(body);
  const to = toTenDigits(input.to);
  if (to === null) return replyJson(400, { error: "`to` is not a US number of ten digits." });
  const inbound = { ...input, to, callbacksTo };
  const attempts =
    carrier === "intelepeer"
      ? await deliverInbound(inbound, played.intelepeer.deps)
      : await deliverInboundMessage(inbound, played.catapult.deps);
  if (attempts === null) return replyJson(404, { error: "No callback address is set for this number." });
  return replyJson(200, { attempts });
}
