import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { type Callbacks, CarrierError, markSecret } from "../carrier";
import type { IntelepeerSettings } from "./settings";

/** A repeated parameter is an array; one that has several values has none. */
const once = z.preprocess(
  (value) => (Array.isArray(value) && new Set(value).size === 1 ? (value[0] as unknown) : value),
  z.string(),
);
/** "Receiving SMS messages", version 1; a GET's query has the same names. A text under any other name would be lost. */
const inboundPayload = z.looseObject({
  refid: once.pipe(z.string().min(1).max(200)),
  from: once.pipe(z.string().trim().min(1).max(100)),
  to: once.pipe(z.string().trim().min(1).max(100)),
  message: once,
  signature: once.optional(),
});

const digest = (text: string) => createHash("sha256").update(text).digest();

/** A stored message has the signature's marker instead. */
const isSigned = (signature: string | undefined, expected: string): boolean =>
  [expected, markSecret(expected)].some((right) => timingSafeEqual(digest(signature ?? ""), digest(right)));

/** The signature is a shared code. Without one in the account's settings, none is required. */
export function createCallbacks({ INTELEPEER_CALLBACK_SIGNATURE: expected }: IntelepeerSettings): Callbacks {
  return {
    credentials: null,
    signature: expected,
    read(payload) {
      const parsed = inboundPayload.safeParse(payload);
      if (!parsed.success)
        throw new CarrierError("bad_response", "This is not an inbound message from IntelePeer.", {
          cause: parsed.error,
        });
      const { refid, from, to, message, signature } = parsed.data;
      if (expected !== undefined && !isSigned(signature, expected))
        throw new CarrierError("auth", "Its signature does not match the account's.");
      const event = { direction: "in" as const, state: "received", deliveryState: null, applicationId: null };
      return [{ messageId: refid, from, to, text: message, time: null, ...event }];
    },
  };
}
