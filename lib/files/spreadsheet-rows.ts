import type { WrittenCell } from "./write-spreadsheet";

type Rows = readonly (readonly WrittenCell[])[];

/** Rows on their way to the process that writes them: one line of JSON for each chunk. */
export const encodeRows = (rows: Rows): Uint8Array => Buffer.from(`${JSON.stringify(rows)}\n`, "utf8");

export async function* decodeRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Rows> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const part of bytes) {
    const lines = (rest + decoder.decode(part, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    // Written by `encodeRows`.
    for (const line of lines) yield JSON.parse(line) as Rows;
  }
}
