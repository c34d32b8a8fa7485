import { z } from "zod";
import { AppError } from "@/lib/domain/errors";
import { parsePhoneNumber } from "@/lib/domain/phone-number";
import { handler } from "@/lib/handler";
import { getNumber } from "@/lib/services/numbers/get-number";

const params = z.object({ e164: z.string() });

/** → `NumberStatus`; polled every second while an order is about to change the number. */
export const GET = handler("numbers:read", { params }, (ctx, { e164 }) => {
  const parsed = parsePhoneNumber(e164);
  if (!parsed.ok) throw new AppError("INVALID_INPUT", parsed.message);
  return getNumber(ctx, parsed.number);
});
