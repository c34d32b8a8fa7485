import { handler } from "@/lib/handler";
import { suggestCustomers, suggestCustomersInput } from "@/lib/services/customers/suggest-customers";

/** Customers for a text that is being typed. */
export const GET = handler("numbers:read", { query: suggestCustomersInput }, async (ctx, query) =>
  Response.json(await suggestCustomers(ctx, query), { headers: { "Cache-Control": "no-store" } }),
);
