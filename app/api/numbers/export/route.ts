import { handler } from "@/lib/handler";
import { exportNumbers } from "@/lib/services/numbers/export-numbers";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { respondExport } from "../../respond-export";

/** All pages of the filtered numbers, in the format of `?format=`. */
export const GET = handler("numbers:read", { query: numberQuery }, (ctx, query, request) =>
  respondExport(ctx, request, exportNumbers(ctx, query), "numbers"),
);
