import { handler } from "@/lib/handler";
import { suggestCustomers, suggestCustomersInput } from "@/lib/services/customers/suggest-customers";

/** Customers for a text that is being typed. */
export const GET = handler("numbers:read", { query: suggestCustomersInput }, suggestCustomers);
