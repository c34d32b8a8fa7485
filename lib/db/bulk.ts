import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";

export type CopyValue = string | number | boolean | null;

const CHUNK_CHARACTERS = 256 * 1024;

/**
 * Streams rows into a table by COPY, at the server's own speed and in constant memory. `table` and `columns` are our own identifiers,
 * never input. Runs in the client's transaction.
 */
export async function copyRows(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const sink = client.query(copyFrom(`COPY ${table} (${columns.join(", ")}) FROM STDIN`));
  await pipeline(Readable.from(encodeRows(rows)), sink);
}

function* encodeRows(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let chunk = "";
  for (const row of rows) {
    chunk += `${row.map(encodeValue).join("\t")}\n`;
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield chunk;
      chunk = "";
    }
  }
  if (chunk !== "") yield chunk;
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function encodeValue(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "boolean") return value ? "t" : "f";
  if (typeof value === "number") return String(value);
  return /[\\\t\n\r]/.test(value)
    ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character)
    : value;
}

/** Lines that are encoded already, as `copyRows` would write them. */
export async function copyLines(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  lines: Uint8Array,
): Promise<void> {
  const sink = client.query(copyFrom(`COPY ${table} (${columns.join(", ")}) FROM STDIN`));
  await pipeline(Readable.from([lines]), sink);
}

/** Signature, flags, and the length of an extension that no server writes. */
const BINARY_HEAD_BYTES = 19;
const TUPLE_HEAD_BYTES = 6;

/**
 * The bytes of a single `bytea` column, row after row, as they come from the server and in constant memory. `select` is our own text. The
 * client is of no use afterwards unless all were read.
 */
export async function* copyBytesOut(client: PoolClient, select: string): AsyncGenerator<Uint8Array> {
  const source = client.query(copyTo(`COPY (${select}) TO STDOUT (FORMAT binary)`));
  let rest = Buffer.alloc(0);
  let isHeadDue = true;
  let left = 0;
  for await (const part of source as AsyncIterable<Buffer>) {
    let bytes = rest.length > 0 ? Buffer.concat([rest, part]) : part;
    if (isHeadDue && bytes.length >= BINARY_HEAD_BYTES) {
      isHeadDue = false;
      bytes = bytes.subarray(BINARY_HEAD_BYTES);
    }
    while (!isHeadDue && bytes.length > 0) {
      if (left > 0) {
        const piece = bytes.subarray(0, left);
        left -= piece.length;
        bytes = bytes.subarray(piece.length);
        yield piece;
      } else if (bytes.length >= TUPLE_HEAD_BYTES) {
        left = bytes.readInt32BE(2);
        bytes = bytes.subarray(TUPLE_HEAD_BYTES);
      } else break;
    }
    rest = Buffer.from(bytes);
  }
}
