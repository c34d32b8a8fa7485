import { z } from "zod";

/** An order's ID or reference in a URL. */
export const orderAddress = z.object({ id: z.string().max(100, "Order not found.") });
