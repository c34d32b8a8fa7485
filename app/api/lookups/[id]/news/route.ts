import { z } from "zod";
import { handler } from "@/lib/handler";
import { answerInstant, getLookupNews } from "@/lib/services/lookup/get-lookup";
import { lookupAddress } from "../../lookup-address";

const query = z.object({ after: answerInstant });

/** → `LookupNews`: answers of the numbers about which something came in after `?after=`. */
export const GET = handler("numbers:read", { params: lookupAddress, query }, getLookupNews);
