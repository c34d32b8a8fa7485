import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, raw } from "@/lib/db/sql";
import type { CarrierPause } from "@/lib/domain/carrier-breaker";
import type { RateQueue } from "@/lib/domain/job-center";
import { orderKind } from "@/lib/domain/order";
import { CURRENT_PACE, REFUSED_LAST_MINUTE } from "@/lib/engine/limits/carrier-pace";
import { toIso } from "@/lib/services/orders/order-columns";
import { findOpenAccount } from "@/lib/services/accounts/find-open-account";

const waitingRow = z.object({
  account_id: z.string(),
  kind: orderKind,
  queued: z.array(z.number()),
});
const slotRow = z.object({
  account_id: z.string(),
  endpoint_group: z.string(),
  blocked_until: z.date().nullable(),
  blocked_message: z.string().nullable(),
  pace: z.number(),
  refused: z.number(),
});
type Slot = z.infer<typeof slotRow>;
const calledRow = z.object({
  account_id: z.string(),
  endpoint_group: z.string(),
  calls: z.number(),
});
type Called = z.infer<typeof calledRow>;

/** Every allowance for which something waits, or that its carrier has closed for a while; from the limiter's own state. */
export async function listRateQueues(ctx: Context, pauses: readonly CarrierPause[]): Promise<RateQueue[]> {
  const [waiting, slots] = await Promise.all([
    queryRows(ctx.sql, waitingRow)`
      SELECT account_id, kind, array_agg(queued) AS queued FROM orders WHERE queued > 0 AND control = 'run' GROUP BY 1, 2`,
    queryRows(ctx.sql, slotRow)`
      SELECT account_id, endpoint_group, CASE WHEN blocked_until > now() THEN blocked_until END AS blocked_until, blocked_message,
         ${raw(CURRENT_PACE)} AS pace, ${raw(REFUSED_LAST_MINUTE)} AS refused FROM rate_slot r`,
  ]);
  const blocked = slots.filter((slot) => slot.blocked_until !== null);
  const ids = [...new Set([...waiting, ...blocked].map((row) => row.account_id))];
  if (ids.length === 0) return [];
  const [accounts, called] = await Promise.all([
    Promise.all(ids.map((id) => findOpenAccount(ctx, id))),
    queryRows(ctx.sql, calledRow)`
      SELECT account_id, endpoint_group, count(*) AS calls FROM carrier_call
      WHERE account_id = ANY(${ids}::uuid[]) AND started_at > now() - interval '1 min' GROUP BY 1, 2`,
  ]);
  const at = new Date().toISOString();
  return accounts.flatMap((account) => {
    if (!account) return [];
    return Object.entries(account.definition.endpointGroups).flatMap(([group, { label }]): RateQueue[] => {
      const isHere = (row: Slot | Called) => row.account_id === account.id && row.endpoint_group === group;
      const slot = slots.find(isHere);
      const own = waiting.filter(
        (row) => row.account_id === account.id && account.carrier.programs[row.kind]?.group === group,
      );
      const sum = (read: (queued: number, size: number) => number) =>
        own.reduce((total, row) => {
          const size = account.carrier.programs[row.kind]?.writeSize ?? 1;
          return total + row.queued.reduce((part, queued) => part + read(queued, size), 0);
        }, 0);
      const queue: RateQueue = {
        accountId: account.id,
        group,
        carrierLabel: account.definition.label,
        accountLabel: account.label,
        groupLabel: label,
        perSecond: account.readRate(group).perSecond * (slot?.pace ?? 1),
        allowedPerSecond: account.readRate(group).perSecond,
        refusedLastMinute: slot?.refused ?? 0,
        waiting: sum((queued) => queued),
        calls: sum((queued, size) => Math.ceil(queued / size)),
        callsLastMinute: called.find(isHere)?.calls ?? 0,
        blockedUntil: toIso(slot?.blocked_until ?? null),
        blockedMessage: slot?.blocked_until ? slot.blocked_message : null,
        isPaused: pauses.some((pause) => pause.accountId === account.id),
        at,
      };
      return queue.waiting > 0 || queue.blockedUntil !== null ? [queue] : [];
    });
  });
}
