import { UPLOAD_LIMITS } from "./upload";

/** File names that can be chosen. */
export const UPLOAD_TYPES = [".csv", ".tsv", ".txt", ".xlsx"] as const;

const isWorkbookName = (name: string) => /\.xlsx$/i.test(name);

const toMegabytes = (bytes: number) => `${Math.round(bytes / 1_000_000).toLocaleString("en-US")} MB`;

/** Why this content cannot be uploaded, as a message for a person, or null. The server has the last word. */
export function explainContent({ name, bytes }: { name: string; bytes: number }): string | null {
  if (bytes === 0) return `“${name}” is empty.`;
  if (/\.(xls|xlsm|xlsb|ods|numbers|pdf|docx?|zip)$/i.test(name))
    return `“${name}” cannot be read. Save it as XLSX or CSV and choose it again.`;
  const limit = isWorkbookName(name) ? UPLOAD_LIMITS.workbookBytes : UPLOAD_LIMITS.textBytes;
  if (bytes <= limit) return null;
  const advice = isWorkbookName(name) ? "Save it as CSV, which may be larger, or split it." : "Split it.";
  return `“${name}” has ${toMegabytes(bytes)}; the limit is ${toMegabytes(limit)}. ${advice}`;
}

/** What can be uploaded, as shown beside the drop zone. */
export const describeLimits = (): string =>
  `CSV, TSV or TXT up to ${UPLOAD_LIMITS.textRows.toLocaleString("en-US")} rows and ${toMegabytes(UPLOAD_LIMITS.textBytes)}; XLSX up to ${UPLOAD_LIMITS.workbookRows.toLocaleString("en-US")} rows and ${toMegabytes(UPLOAD_LIMITS.workbookBytes)}; ${UPLOAD_LIMITS.columns} columns.`;
