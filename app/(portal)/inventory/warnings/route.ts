import { z } from "zod";
import { checkSearchCombination } from "@/lib/domain/geography-search";
import { answerQuery } from "../answer-query";

const text = z.string().max(60).optional();
const combination = z.object({ npa: text, state: text, lata: text, rateCenter: text });

export const GET = answerQuery("inventory:read", combination, async (_ctx, input) => checkSearchCombination(input));
