import type { RowState } from "@/lib/domain/uploads/upload";

/** A row of `upload_row`, but for its upload. */
export type StoredRow = {
  seq: number;
  line: number;
  cells: readonly string[];
  number: string | null;
  target: number | null;
  state: RowState;
  codes: readonly string[];
  /** Why cells cannot be taken for what they show, by column. */
  faults: Readonly<Record<number, string>> | null;
};

/** The columns of a line that `encodeRow` writes. */
export const ROW_COLUMNS = ["upload_id", "seq", "line", "cells", "e164", "target", "state", "codes", "faults"] as const;

// Within an array within a line of COPY: a backslash is escaped once for each.
const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\\\\\",
  '"': '\\\\"',
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
};
const SPECIAL = /[\\"\t\n\r]/;
const EACH_SPECIAL = /[\\"\t\n\r]/g;

const escape = (text: string) =>
  SPECIAL.test(text) ? text.replace(EACH_SPECIAL, (character) => ESCAPES[character] ?? character) : text;

/** One line of text for PostgreSQL's COPY. Codes are our own: letters, digits and dashes. */
export function encodeRow(uploadId: string, row: StoredRow): string {
  const { seq, line, cells, number, target, state, codes, faults } = row;
  let array = "";
  for (const cell of cells) array += `${array === "" ? "" : ","}"${escape(cell)}"`;
  return `${uploadId}\t${seq}\t${line}\t{${array}}\t${number ?? "\\N"}\t${target ?? "\\N"}\t${state}\t{${codes.join(",")}}\t${encodeFaults(faults)}\n`;
}

const encodeFaults = (faults: StoredRow["faults"]) =>
  faults === null ? "\\N" : JSON.stringify(faults).replaceAll("\\", "\\\\");
