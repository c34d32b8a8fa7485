import { lookupQuery } from "@/lib/domain/lookup-view";
import { handler } from "@/lib/handler";
import { exportLookup } from "@/lib/services/lookup/export-lookup";
import { respondExport } from "../../../respond-export";
import { lookupAddress } from "../../lookup-address";

/** The rows of the filters in the order of the input, in the format of `?format=`. */
export const GET = handler("numbers:read", { params: lookupAddress, query: lookupQuery }, async (ctx, input, request) =>
  respondExport(ctx, request, await exportLookup(ctx, input), "lookup", { id: input.id }),
);
