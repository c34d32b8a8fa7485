import { z } from "zod";

/** The part of an address that names an upload; invalid: 404. */
export const uploadAddress = z.object({ id: z.uuid("This upload does not exist.") });
