import { z } from "zod";

/** What the address of the list of uploads may say. */
export const uploadsQuery = z.object({ after: z.string().max(100).optional().catch(undefined) });
