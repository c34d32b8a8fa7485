import "server-only";
import { z } from "zod";
import { queryRows, type QueryRunner } from "@/lib/db/sql";
import type { LookupRow } from "@/lib/domain/lookup-rows";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";

const rowShape = z.object({
  seq: z.number(),
  line: z.number(),
  original: z.string(),
  e164: phoneNumber.nullable(),
  problem: z.string().nullable(),
  duplicate_of: z.number().nullable(),
});
const numberShape = z.object({ seq: z.number(), e164: phoneNumber });

/** All rows, in the order of the input. */
export async function listLookupRows(runner: QueryRunner, id: string): Promise<LookupRow[]> {
  const rows = await queryRows(runner, rowShape)`
    SELECT seq, line, original, e164, problem, duplicate_of FROM lookup_row WHERE lookup_id = ${id} ORDER BY seq`;
  return rows.map(({ e164, duplicate_of: duplicateOf, ...row }) => ({ ...row, number: e164, duplicateOf }));
}

/** Up to `most` of its numbers after a row, each once, with the row where it stands first. */
export const listLookupNumbers = (runner: QueryRunner, id: string, after: number, most: number) =>
  queryRows(runner, numberShape)`
    SELECT seq, e164 FROM lookup_row
    WHERE lookup_id = ${id} AND seq > ${after} AND e164 IS NOT NULL AND duplicate_of IS NULL ORDER BY seq LIMIT ${most}`;

export const listDistinct = (rows: readonly LookupRow[]): PhoneNumber[] =>
  rows.flatMap(({ number, duplicateOf }) => (number === null || duplicateOf !== null ? [] : [number]));
