import { customerQuery } from "@/lib/domain/customer";
import { handler } from "@/lib/handler";
import { exportCustomers } from "@/lib/services/customers/export-customers";
import { respondExport } from "../../respond-export";

/** All pages of the filtered customers, in the format of `?format=`. */
export const GET = handler("numbers:read", { query: customerQuery }, (ctx, query, request) =>
  respondExport(ctx, request, exportCustomers(ctx, query), "customers"),
);
