import { FileFault, openZip } from "./open-zip";
import { readSheet, type SheetNotes } from "./read-sheet";
import type { FileRow } from "./row-source";
import { ADVICE, readWorkbookParts } from "./workbook-parts";

/** A sheet that can be read, and the others. `notes` fill while the rows are read. */
export type Workbook = {
  sheet: string;
  others: { name: string; isHidden: boolean }[];
  notes: SheetNotes;
  rows: AsyncGenerator<FileRow>;
};

/**
 * Opens the first visible sheet of an .xlsx workbook. Only the parts that are needed are unpacked, each within a limit, while its rows are
 * read. Throws FileFault, also from `rows`, where it is no workbook, is damaged or is too large.
 */
export async function openWorkbook(bytes: Uint8Array, fileName: string): Promise<Workbook> {
  const zip = await openZip(bytes);
  const { sheets, readShared } = await readWorkbookParts(zip, fileName);
  const sheet = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0];
  if (!sheet) throw new FileFault(`The workbook has no sheet. ${ADVICE}`);
  const notes: SheetNotes = { hiddenColumns: new Set(), mergedLines: new Set() };
  const shared = await readShared();
  return {
    sheet: sheet.name,
    others: sheets.filter((other) => other !== sheet).map(({ name, isHidden }) => ({ name, isHidden })),
    notes,
    rows: readSheet(zip.read(sheet.path), shared, notes),
  };
}
