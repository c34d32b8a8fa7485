import { z } from "zod";

/** An order's part of an address: its id, or our reference. */
export const orderAddress = z.object({ id: z.string().max(100, "There is no such order.") });
