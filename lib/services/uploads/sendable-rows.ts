import "server-only";
import { z } from "zod";
import { type QueryRunner, queryRows, sql, type SqlPart } from "@/lib/db/sql";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { listRivals } from "./order-groups";
import { CAN_SEND_AGAIN, lastItem } from "./sent-rows";
import type { StoredTarget } from "./upload-targets";

/** Which rows one submission sends: ready ones, without the verdicts that are left out, not sent before unless they failed. */
export type Sending = { uploadId: string; attempt: number; leaveOut: readonly string[] };

const maxRow = z.object({ last: z.number().nullable() });

/** The number of the next submission, from 1. */
export async function readNextAttempt(runner: QueryRunner, uploadId: string): Promise<number> {
  const [row] = await queryRows(runner, maxRow)`
    SELECT greatest((SELECT max(attempt) FROM upload_order WHERE upload_id = ${uploadId}),
      (SELECT max(attempt) FROM upload_target WHERE upload_id = ${uploadId})) AS last`;
  return (row?.last ?? 0) + 1;
}

/** FROM and WHERE of the rows `r`. */
export const fromSendable = ({ uploadId, attempt, leaveOut }: Sending): SqlPart => sql`
  FROM upload_row r
  ${attempt === 1 ? sql`` : sql`LEFT JOIN ${lastItem({ before: attempt })} ON true`}
  ${leaveOut.length === 0 ? sql`` : sql`LEFT JOIN upload_verdict v ON v.upload_id = r.upload_id AND v.seq = r.seq AND v.code = ANY(${leaveOut}::text[])`}
  WHERE r.upload_id = ${uploadId} AND r.state = 'ready' AND r.e164 IS NOT NULL AND r.target IS NOT NULL
    ${attempt === 1 ? sql`` : sql`AND (x.state IS NULL OR ${CAN_SEND_AGAIN})`}
    ${leaveOut.length === 0 ? sql`` : sql`AND v.seq IS NULL`}`;

const targetCount = z.object({ target: z.number(), rows: z.number() });

/** How many rows each target sends; one that sends none is absent. */
export async function countSendable(runner: QueryRunner, sending: Sending): Promise<Map<number, number>> {
  const rows = await queryRows(runner, targetCount)`
    SELECT r.target, count(*) AS rows ${fromSendable(sending)} GROUP BY 1`;
  return new Map(rows.map(({ target, rows: count }) => [target, count]));
}

const repeatedRow = z.object({ seq: z.number(), e164: z.string(), target: z.number() });

/** Rows whose number an earlier row sends with something else. */
export async function listConflicting(
  runner: QueryRunner,
  sending: Sending,
  targets: readonly StoredTarget[],
): Promise<{ seq: number; target: number }[]> {
  const rivals = listRivals(targets);
  if (rivals.size === 0) return [];
  const rows = await queryRows(runner, repeatedRow)`
    SELECT s.seq, s.e164, s.target FROM (
      SELECT r.seq, r.e164, r.target, count(*) OVER (PARTITION BY r.e164) AS times ${fromSendable(sending)}
        AND r.target = ANY(${[...rivals.keys()]}::int[])) s
    WHERE s.times > 1 ORDER BY s.seq`;
  const sent = new Map<string, number[]>();
  return rows.filter(({ e164, target }) => {
    const earlier = sent.get(e164) ?? [];
    const isConflict = earlier.some((other) => rivals.get(target)?.has(other));
    if (!isConflict) sent.set(e164, [...earlier, target]);
    return isConflict;
  });
}

const numberRow = z.object({ seq: z.number(), e164: phoneNumber, target: z.number() });
export type SendableRow = z.infer<typeof numberRow>;

/** Rows of these targets after one of them, in their order. */
export const readSendable = (
  runner: QueryRunner,
  sending: Sending,
  { targets, after, most }: { targets: readonly number[]; after: number; most: number },
): Promise<SendableRow[]> =>
  queryRows(runner, numberRow)`
    SELECT r.seq, r.e164, r.target ${fromSendable(sending)} AND r.target = ANY(${targets}::int[]) AND r.seq > ${after}
    ORDER BY r.seq LIMIT ${most}`;

const firstRow = z.object({ target: z.number(), numbers: z.array(phoneNumber) });

/** The first numbers that each target sends. */
export async function listFirstNumbers(
  runner: QueryRunner,
  sending: Sending,
  most: number,
): Promise<Map<number, PhoneNumber[]>> {
  const rows = await queryRows(runner, firstRow)`
    SELECT f.target, array_agg(f.e164 ORDER BY f.seq) AS numbers FROM (
      SELECT r.target, r.e164, r.seq, row_number() OVER (PARTITION BY r.target ORDER BY r.seq) AS place ${fromSendable(sending)}) f
    WHERE f.place <= ${most} GROUP BY 1`;
  return new Map(rows.map(({ target, numbers }) => [target, numbers]));
}

const pureNumberRow = z.object({ e164: phoneNumber });

/** The numbers that these targets send: for questions about all of them at once. */
export async function listSendableNumbers(
  runner: QueryRunner,
  sending: Sending,
  targets: readonly number[],
): Promise<PhoneNumber[]> {
  const rows = await queryRows(runner, pureNumberRow)`
    SELECT r.e164 ${fromSendable(sending)} AND r.target = ANY(${targets}::int[])`;
  return rows.map(({ e164 }) => e164);
}
