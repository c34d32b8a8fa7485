import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";

/** Why a file is not read, as a message for a person. */
export class FileFault extends Error {}

/** What a ZIP file holds. `read` unpacks a part as it is consumed, at most `maxBytes` of it. */
export type ZipParts = {
  has(path: string): boolean;
  read(path: string, maxBytes?: number): AsyncGenerator<Uint8Array>;
};

const MAX_ENTRIES = 2_000;
/** Of all parts together, unpacked. */
const MAX_UNPACKED_BYTES = 64_000_000;

/** Opens a ZIP file. Declared sizes are checked first, and unpacking stops at the limit whatever they said. Throws FileFault. */
export async function openZip(bytes: Uint8Array): Promise<ZipParts> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await fromBufferPromise(buffer, {
    lazyEntries: true,
    validateEntrySizes: false,
    decodeStrings: false,
  }).catch(refuseDamaged);
  if (zip.entryCount > MAX_ENTRIES)
    throw new FileFault(`The file holds ${zip.entryCount} parts; a workbook of numbers has some ten.`);
  const entries = await listEntries(zip).catch(refuseDamaged);
  let left = MAX_UNPACKED_BYTES;

  async function* read(path: string, maxBytes = left) {
    const entry = entries.get(path);
    if (!entry) throw new FileFault(`The workbook cannot be read: its part ${path} is missing.`);
    if (entry.isEncrypted())
      throw new FileFault("The file is locked with a password. Save it without one, and upload that.");
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
      throw new FileFault("The file is packed in a way that Excel does not use.");
    const most = Math.min(maxBytes, left);
    let size = 0;
    if (entry.uncompressedSize > most) throw tooLarge();
    const stream = await zip.openReadStreamPromise(entry).catch(refuseDamaged);
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > most) throw tooLarge();
        yield chunk;
      }
    } catch (error) {
      // Node and yauzl report what they find wrong in the bytes by errors of their own.
      throw error instanceof Error && "code" in error ? damaged(error) : error;
    } finally {
      left -= size;
      stream.destroy();
    }
  }

  return { has: (path) => entries.has(path), read };
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  // Undecoded, as a name that leads out of the archive is harmless here: no entry is written anywhere.
  for await (const entry of zip.eachEntry()) entries.set(String(entry.fileName), entry);
  return entries;
}

const damaged = (cause: unknown) => new FileFault("The file is damaged: its ZIP directory cannot be read.", { cause });
const refuseDamaged = (cause: unknown): never => {
  throw damaged(cause);
};
const tooLarge = () =>
  new FileFault("Unpacked, the file would be larger than can be read here. Keep only the sheet with the numbers.");
