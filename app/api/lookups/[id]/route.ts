import { z } from "zod";
import { handler } from "@/lib/handler";
import { getLookup } from "@/lib/services/lookup/get-lookup";
import { lookupAddress } from "../lookup-address";

const query = z.object({ since: z.coerce.number().int().min(1).max(1_000).optional().catch(undefined) });

/** → `LookupPage`: all rows with what is known of them now; `?since=` names the round to compare with. */
export const GET = handler("numbers:read", { params: lookupAddress, query }, getLookup);
