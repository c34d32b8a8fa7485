import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import {
  type CycleRun,
  type CycleState,
  type CycleView,
  READING_GROUPS,
  readingGroup,
} from "@/lib/domain/reading-cycle";
import { readIntervals } from "./reading-intervals";

const storedRun = z.object({
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  total: z.number(),
  read: z.number(),
  changed: z.number(),
  failed: z.number(),
  calls: z.number(),
  isPartial: z.boolean(),
});
const cycleRow = z.object({
  account_id: z.string(),
  carrier: z.string(),
  label: z.string(),
  group: readingGroup,
  is_paused: z.boolean(),
  next_at: z.date().nullable(),
  started_at: z.date().nullable(),
  ended_at: z.date().nullable(),
  total: z.number(),
  read: z.number(),
  changed: z.number(),
  failed: z.number(),
  calls: z.number(),
  fault: z.string().nullable(),
  is_partial: z.boolean(),
  last: z.unknown(),
});
type Row = z.output<typeof cycleRow>;

/** Every reading that is repeated, by account. */
export async function listCycles(ctx: Pick<Context, "sql">): Promise<CycleView[]> {
  const intervals = await readIntervals(ctx);
  const rows = await queryRows(ctx.sql, cycleRow)`
    SELECT c.account_id, a.carrier, a.label, c."group", c.is_paused, c.next_at, c.started_at, c.ended_at, c.total, c.read, c.changed,
      c.failed, c.calls, c.fault, c.is_partial, c.last
    FROM reading_cycle c JOIN carrier_account a ON a.id = c.account_id AND a.is_enabled ORDER BY a.carrier, a.label, c."group"`;
  return rows
    .toSorted((one, other) => READING_GROUPS.indexOf(one.group) - READING_GROUPS.indexOf(other.group))
    .map((row) => ({
      accountId: row.account_id,
      carrierId: row.carrier,
      carrierLabel: findCarrier(row.carrier)?.label ?? row.carrier,
      accountLabel: row.label,
      group: row.group,
      hours: intervals[row.group],
      state: chooseState(row),
      fault: row.fault,
      nextAt: row.next_at?.toISOString() ?? null,
      run: isUnderWay(row) ? toRun(row) : null,
      last: storedRun.safeParse(row.last).data ?? null,
    }));
}

const isUnderWay = ({ started_at, ended_at }: Row) => started_at !== null && ended_at === null;

function chooseState(row: Row): CycleState {
  if (row.is_paused) return "paused";
  if (isUnderWay(row)) return row.fault === null ? "running" : "waiting";
  return row.next_at === null ? "off" : "planned";
}

const toRun = (row: Row): CycleRun => ({
  startedAt: row.started_at?.toISOString() ?? "",
  endedAt: null,
  total: row.total,
  read: row.read,
  changed: row.changed,
  failed: row.failed,
  calls: row.calls,
  isPartial: row.is_partial,
});
