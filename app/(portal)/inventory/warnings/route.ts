import { z } from "zod";
import { checkSearchCombination } from "@/lib/domain/geography-search";
import { handler } from "@/lib/handler";

const text = z.string().max(60).optional();
const query = z.object({ npa: text, state: text, lata: text, rateCenter: text });

export const GET = handler("inventory:read", { query }, async (_ctx, input) => checkSearchCombination(input));
