import { z } from "zod";

/** The part of an address that names a lookup; invalid: 404. */
export const lookupAddress = z.object({ id: z.uuid("This lookup does not exist.") });
