import "server-only";
import { z } from "zod";
import type { Context, OpenAccount } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { ORDER_KINDS } from "@/lib/domain/order";
import { MAX_NUMBERS_PER_ORDER } from "@/lib/domain/order-input";
import { estimateCalls, spellRate, spellSeconds } from "@/lib/domain/order-progress";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { can, explainDenial } from "@/lib/domain/permissions";
import type { UploadPlan } from "@/lib/domain/uploads/upload-view";
import { labelCarrier } from "@/lib/services/orders/order-columns";
import { describeRefusal, openGroup, refuseTooMany } from "./check-group";
import { groupTargets, isOrderGroup, type OrderGroup } from "./order-groups";
import { planLabels } from "./plan-labels";
import {
  countSendable,
  listConflicting,
  listFirstNumbers,
  listSendableNumbers,
  readNextAttempt,
  type Sending,
} from "./sendable-rows";
import { countRows, readUploadHead, requireRows, type UploadHead } from "./upload-head";
import { listStoredTargets, type StoredTarget } from "./upload-targets";

export const planUploadInput = z.object({
  id: z.uuid(),
  onlyIfAllReady: z.boolean(),
  /** Verdict codes of the dry run. */
  leaveOut: z.array(z.string().max(100)).max(100).default([]),
});
export type PlanUploadInput = z.output<typeof planUploadInput>;

/** From here on a person types the count and gives a reason. */
const CAREFUL_FROM = 25;
const SHOWN_NUMBERS = 5;

/** The orders that a submission would place, and what stops or is left out of it. Throws NOT_FOUND, CONFLICT (its rows are not there yet). */
export async function planUpload(ctx: Context, { id, onlyIfAllReady, leaveOut }: PlanUploadInput): Promise<UploadPlan> {
  const upload = requireRows(await readUploadHead(ctx.sql, id));
  const attempt = await readNextAttempt(ctx.sql, id);
  const sending: Sending = { uploadId: id, attempt, leaveOut };
  const targets = await listStoredTargets(ctx.sql, id);
  const counts = await countSendable(ctx.sql, sending);
  const conflicting = await listConflicting(ctx.sql, sending, targets);
  for (const { target } of conflicting) counts.set(target, (counts.get(target) ?? 0) - 1);

  let fault = findFault(upload, onlyIfAllReady);
  const orders: UploadPlan["orders"][number][] = [];
  const firstNumbers = await listFirstNumbers(ctx.sql, sending, SHOWN_NUMBERS);
  const readAccount = remember((accountId) => describeAccount(ctx, accountId));
  for (const group of groupTargets(targets)) {
    const numbers = sumCounts(group.targets, counts);
    if (numbers === 0) continue;
    if (!isOrderGroup(group)) {
      const own = group.targets.flatMap(({ n }) => firstNumbers.get(n) ?? []);
      orders.push(await planLabels(ctx, { upload, group, sending, numbers, firstNumbers: own }));
      if (!can(ctx.actor.role, "customers:write")) fault ??= explainDenial("customers:write");
      continue;
    }
    const planned = await planGroup(ctx, {
      group,
      numbers,
      sending,
      firstNumbers,
      account: await readAccount(group.accountId),
    });
    orders.push(...planned.orders);
    fault ??= planned.fault;
  }
  const numbers = orders.reduce((sum, order) => sum + order.numbers, 0);
  if (numbers === 0)
    fault ??= attempt > 1 ? "Nothing has changed or failed since the last submission." : "No row is ready to be sent.";
  const leftOutBy = await listLeftOut(upload, { numbers, conflicts: conflicting.length, sending, ctx });
  return {
    orders,
    numbers,
    leftOut: leftOutBy.reduce((sum, { rows }) => sum + rows, 0),
    leftOutBy,
    attempt,
    needsCount: numbers > CAREFUL_FROM,
    fault,
  };
}

const sumCounts = (targets: readonly StoredTarget[], counts: ReadonlyMap<number, number>) =>
  targets.reduce((sum, { n }) => sum + (counts.get(n) ?? 0), 0);

const spell = (count: number) => count.toLocaleString("en-US");

function findFault(upload: UploadHead, onlyIfAllReady: boolean): string | null {
  const open = upload.problem + upload.blocked;
  if (upload.corrects_id !== null)
    return "This file corrects rows of an earlier upload. Take its rows into that one, and submit it there.";
  if (onlyIfAllReady && open > 0)
    return `${open === 1 ? "1 row has a problem" : `${spell(open)} rows have problems`}. Repair or take out all of them, or send the ready rows only.`;
  return null;
}

type GroupInput = {
  group: OrderGroup;
  numbers: number;
  sending: Sending;
  firstNumbers: ReadonlyMap<number, PhoneNumber[]>;
  account: PlannedAccount;
};
type GroupPlan = { orders: UploadPlan["orders"][number][]; fault: string | null };

async function planGroup(
  ctx: Context,
  { group, numbers, sending, firstNumbers, account: { otherOrders, ...account } }: GroupInput,
): Promise<GroupPlan> {
  const targetNumbers = group.targets.map(({ n }) => n);
  let fault: string | null = null;
  let opened: OpenAccount | null = null;
  try {
    opened = await openGroup(ctx, group);
    await refuseTooMany(ctx, group, numbers, () => listSendableNumbers(ctx.sql, sending, targetNumbers));
  } catch (error) {
    fault = `${account.accountName}: ${describeRefusal(error)}`;
  }
  const first = targetNumbers.flatMap((n) => firstNumbers.get(n) ?? []).slice(0, SHOWN_NUMBERS);
  const { consequences, isDangerous } = ORDER_KINDS[group.kind];
  const shared = { kind: group.kind, accountId: group.accountId, ...account, consequences, isDangerous };
  const orders: GroupPlan["orders"] = [];
  for (let left = numbers; left > 0; left -= MAX_NUMBERS_PER_ORDER) {
    const size = Math.min(left, MAX_NUMBERS_PER_ORDER);
    const time = estimate(opened, group.kind, { numbers: size, otherOrders });
    orders.push({ ...shared, numbers: size, ...time, firstNumbers: left === numbers ? first : [] });
  }
  return { orders, fault };
}

const accountRow = z.object({
  carrier: z.string(),
  label: z.string(),
  mode: z.enum(["live", "sandbox"]),
  other_orders: z.number(),
});
type PlannedAccount = { accountName: string; mode: "live" | "sandbox"; otherOrders: number };

async function describeAccount(ctx: Context, accountId: string): Promise<PlannedAccount> {
  const [row] = await queryRows(ctx.sql, accountRow)`
    SELECT a.carrier, a.label, a.mode,
      (SELECT count(*) FROM orders o WHERE o.account_id = a.id AND o.queued > 0 AND o.control = 'run') AS other_orders
    FROM carrier_account a WHERE a.id = ${accountId}`;
  return {
    accountName: row ? `${labelCarrier(row.carrier)} · ${row.label}` : "Unknown account",
    mode: row?.mode ?? "sandbox",
    otherOrders: row?.other_orders ?? 0,
  };
}

/** Asks once for each key. */
function remember<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const value = known.get(key) ?? read(key);
    known.set(key, value);
    return value;
  };
}

function estimate(
  account: OpenAccount | null,
  kind: OrderGroup["kind"],
  { numbers, otherOrders }: { numbers: number; otherOrders: number },
): { sentence: string; seconds: number } {
  const size = numbers === 1 ? "1 number" : `${spell(numbers)} numbers`;
  const program = account?.carrier.programs[kind];
  if (!account || !program) return { sentence: size, seconds: 0 };
  const callsPerSecond = account.readRate(program.group).perSecond * account.readPace(program.group);
  const { writeSize } = program;
  const seconds = estimateCalls({ numbers, writeSize, callsPerSecond, otherOrders });
  const calls = Math.ceil(numbers / writeSize);
  const rate =
    writeSize === 1 ? `at ${spellRate(callsPerSecond)}` : `in ${calls === 1 ? "1 call" : `${spell(calls)} calls`}`;
  const shared =
    otherOrders > 0
      ? `, shared with ${otherOrders === 1 ? "1 other order" : `${spell(otherOrders)} other orders`}`
      : "";
  return { sentence: `${size} ${rate}${shared}: about ${spellSeconds(seconds)}`, seconds };
}

/** Every row that is not sent, by why. */
async function listLeftOut(
  upload: UploadHead,
  { numbers, conflicts, sending, ctx }: { numbers: number; conflicts: number; sending: Sending; ctx: Context },
): Promise<{ reason: string; rows: number }[]> {
  const all = sending.leaveOut.length === 0 ? null : await countSendable(ctx.sql, { ...sending, leaveOut: [] });
  const withAll = all ? [...all.values()].reduce((sum, count) => sum + count, 0) : numbers + conflicts;
  const reasons = {
    "to fix": upload.problem,
    blocked: upload.blocked,
    duplicate: upload.duplicate,
    removed: upload.removed,
    "in conflict with an earlier row": conflicts,
    "left out by the dry run": withAll - conflicts - numbers,
    "sent before": countRows(upload) - upload.problem - upload.blocked - upload.duplicate - upload.removed - withAll,
  };
  return Object.entries(reasons).flatMap(([reason, rows]) => (rows > 0 ? [{ reason, rows }] : []));
}
