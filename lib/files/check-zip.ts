import { fromBufferPromise } from "yauzl";

/** Why a file is not read, as a message for a person. */
export class FileFault extends Error {}

const MAX_ENTRIES = 2_000;
/** Of all parts together, unpacked. */
const MAX_UNPACKED_BYTES = 64_000_000;
/** The list of sheets and where they are takes a few hundred bytes for each sheet; texts take some twenty times their size in memory. */
const MAX_PART_BYTES: Record<string, number> = {
  "xl/workbook.xml": 1_000_000,
  "xl/_rels/workbook.xml.rels": 1_000_000,
  "xl/sharedStrings.xml": 16_000_000,
};

/**
 * Checks the directory of a ZIP file before anything in it is unpacked: the reader never unpacks more of a part than is declared there.
 * Throws FileFault.
 */
export async function checkZip(bytes: Uint8Array, fileName: string): Promise<void> {
  const names = new Set<string>();
  let unpacked = 0;
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // Undecoded: names are only compared, so one that leads out of the archive does no harm.
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, decodeStrings: false });
    if (zip.entryCount > MAX_ENTRIES)
      throw new FileFault(`The file holds ${zip.entryCount} parts; a workbook of numbers has some ten.`);
    for await (const entry of zip.eachEntry()) {
      const name = String(entry.fileName);
      names.add(name);
      if (entry.isEncrypted())
        throw new FileFault("The file is locked with a password. Save it without one, and upload that.");
      if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
        throw new FileFault("The file is packed in a way that Excel does not use.");
      // Without its sizes here, a part could be as large as it likes.
      if (entry.uncompressedSize === 0 && (entry.compressedSize > 2 || (entry.generalPurposeBitFlag & 8) !== 0))
        throw new FileFault("The file is damaged: the size of a part is missing.");
      unpacked += entry.uncompressedSize;
      if (unpacked > MAX_UNPACKED_BYTES || entry.uncompressedSize > (MAX_PART_BYTES[name] ?? MAX_UNPACKED_BYTES))
        throw new FileFault(
          "Unpacked, the file would be larger than can be read here. Keep only the sheet with the numbers.",
        );
    }
  } catch (cause) {
    if (cause instanceof FileFault) throw cause;
    throw new FileFault("The file is damaged: its ZIP directory cannot be read.", { cause });
  }
  if (!names.has("xl/workbook.xml"))
    throw new FileFault(
      `${fileName} is a ZIP file, but no Excel workbook (.xlsx). Save the numbers as one, or as CSV, and upload that.`,
    );
}
