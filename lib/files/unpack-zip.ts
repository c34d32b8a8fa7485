import { constants, crc32, inflateRawSync } from "node:zlib";

/** Why an archive is not taken apart, in words for a person. */
export class ZipFault extends Error {}

/** What an archive holds; `read` gives one file of at most `mostBytes`, or null where it is not there. Each file is unpacked only when asked for. */
export type ZipContents = { has: (path: string) => boolean; read: (path: string, mostBytes?: number) => Buffer | null };

type Entry = { method: number; compressedSize: number; size: number; offset: number; isLocked: boolean };

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const MOST_ENTRIES = 2_000;
const LONGEST_END = 65_557;

const broken = () => new ZipFault("The file is damaged: its ZIP directory cannot be read.");

/**
 * Reads a ZIP file's directory. All files that are read from it may hold `mostBytes` together: the declared sizes are checked first, and
 * unpacking stops at the limit whatever was declared. Throws ZipFault.
 */
export function openZip(bytes: Uint8Array, mostBytes: number): ZipContents {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = listEntries(zip);
  let left = mostBytes;
  return {
    has: (path) => entries.has(path),
    read: (path, most = left) => {
      const entry = entries.get(path);
      if (!entry) return null;
      const content = unpack(zip, entry, Math.min(most, left));
      left -= content.length;
      return content;
    },
  };
}

function listEntries(zip: Buffer): Map<string, Entry> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || end + 22 > zip.length || zip.length - end > LONGEST_END || zip.readUInt32LE(end) !== END)
    throw broken();
  const count = zip.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw new ZipFault(`The file holds ${count} parts; a workbook of numbers has some ten.`);
  const entries = new Map<string, Entry>();
  let at = zip.readUInt32LE(end + 16);
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== CENTRAL) throw broken();
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place));
    const nameEnd = at + 46 + (nameSize ?? 0);
    const extraEnd = nameEnd + (extraSize ?? 0);
    if (extraEnd > zip.length) throw broken();
    const sizes = readSizes(zip, at, zip.subarray(nameEnd, extraEnd));
    entries.set(zip.toString("utf8", at + 46, nameEnd), {
      ...sizes,
      method: zip.readUInt16LE(at + 10),
      isLocked: (zip.readUInt16LE(at + 8) & 1) === 1,
    });
    at = extraEnd + (commentSize ?? 0);
  }
  return entries;
}

/** Sizes and place of an entry; some writers keep them in the 64-bit field however small they are. */
function readSizes(zip: Buffer, at: number, extra: Buffer): Pick<Entry, "size" | "compressedSize" | "offset"> {
  const long: number[] = [];
  for (let place = 0; place + 4 <= extra.length; place += 4 + extra.readUInt16LE(place + 2)) {
    if (extra.readUInt16LE(place) !== 1) continue;
    const last = Math.min(place + 4 + extra.readUInt16LE(place + 2), extra.length);
    for (let value = place + 4; value + 8 <= last; value += 8) long.push(Number(extra.readBigUInt64LE(value)));
  }
  const pick = (short: number) => (short === 0xffffffff ? (long.shift() ?? short) : short);
  const size = pick(zip.readUInt32LE(at + 24));
  const compressedSize = pick(zip.readUInt32LE(at + 20));
  return { size, compressedSize, offset: pick(zip.readUInt32LE(at + 42)) };
}

function unpack(zip: Buffer, entry: Entry, most: number): Buffer {
  const { offset, compressedSize, size, method } = entry;
  if (entry.isLocked) throw new ZipFault("The file is locked with a password. Save it without one, and upload that.");
  const tooLarge = () =>
    new ZipFault("Unpacked, the file would be larger than can be read here. Keep only the sheet with the numbers.");
  if (size > most) throw tooLarge();
  if (offset + 30 > zip.length || zip.readUInt32LE(offset) !== LOCAL) throw broken();
  const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  const packed = zip.subarray(start, start + compressedSize);
  if (packed.length !== compressedSize) throw broken();
  if (method === 0) {
    if (packed.length > most) throw tooLarge();
    return packed;
  }
  if (method !== 8) throw new ZipFault("The file is packed in a way that Excel does not use.");
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(most, 1), finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    throw error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE" ? tooLarge() : broken();
  }
}

/** A ZIP file of these files, unpacked: what was checked, and nothing besides. */
export function packStored(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of files) {
    const name = Buffer.from(path, "utf8");
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(content.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(CENTRAL, 0);
    central.writeUInt16LE(20, 4);
    shared.copy(central, 6);
    central.writeUInt32LE(offset, 42);
    directory.push(central, name);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(LOCAL, 0);
    bodies.push(local, shared, name, Buffer.from(content.buffer, content.byteOffset, content.byteLength));
    offset += 30 + name.length + content.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}
