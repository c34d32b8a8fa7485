import { handler } from "@/lib/handler";
import { exportNumbers } from "@/lib/services/numbers/export-numbers";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { respondExport } from "../../respond-export";

/** The numbers that match the filters of the address, all pages of them, as the file that `?format=` names. */
export const GET = handler("numbers:read", { query: numberQuery }, (ctx, query, request) =>
  respondExport(ctx, request, exportNumbers(ctx, query), "numbers"),
);
