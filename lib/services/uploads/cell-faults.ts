import { z } from "zod";

/** Why cells of a row cannot be taken for what they show, by column; null: none. */
export const cellFaults = z.record(z.string(), z.string()).nullable();
export type CellFaults = z.infer<typeof cellFaults>;
