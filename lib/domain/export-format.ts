import { z } from "zod";

export const EXPORT_FORMATS = ["csv", "xlsx"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
/** From the URL; anything else is CSV. */
export const exportFormat = z.enum(EXPORT_FORMATS).catch("csv");
