import { z } from "zod";
import { phoneNumber } from "@/lib/domain/phone-number";
import { handler } from "@/lib/handler";
import { readMessageVersion } from "@/lib/services/messages/read-message-version";

const query = z.object({ number: phoneNumber.optional().catch(undefined) });

/** → `{ version }` of all messages or of one `number`; polled while messages are open. */
export const GET = handler("numbers:read", { query }, async (ctx, { number }) => ({
  version: await readMessageVersion(ctx, { number }),
}));
