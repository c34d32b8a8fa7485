import "server-only";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { saveSetting } from "@/lib/db/save-setting";
import { type ExpectedTimes, expectedTimes, NO_CHOSEN_TIMES, type OrderTimes } from "@/lib/domain/expected-times";
import { ORDER_KINDS, type OrderKind } from "@/lib/domain/order";
import { findOpenAccount } from "@/lib/services/accounts/find-open-account";

const KEY = "orders.expected_times";

/** What was chosen in place of the carriers' times. */
export async function readExpectedTimes({ db }: Pick<Context, "db">): Promise<ExpectedTimes> {
  const row = await db.setting.findUnique({ where: { key: KEY } });
  return expectedTimes.safeParse(row?.value).data ?? NO_CHOSEN_TIMES;
}

/** One kind of order at one carrier; `defaults` are the carrier's own times. */
export type OrderTimesRow = {
  carrierId: string;
  carrierLabel: string;
  kind: OrderKind;
  kindLabel: string;
  defaults: { accepted: number; tollFree: number };
  chosen: Pick<OrderTimes, "accepted" | "tollFree" | "unknown">;
};
export type ExpectedTimesView = Pick<ExpectedTimes, "campaign" | "message"> & { orders: OrderTimesRow[] };

/** For the settings: every kind that the accounts offer. */
export async function listExpectedTimes(ctx: Pick<Context, "db" | "carriers">): Promise<ExpectedTimesView> {
  const [times, accounts] = await Promise.all([
    readExpectedTimes(ctx),
    ctx.db.carrierAccount.findMany({ where: { isEnabled: true }, select: { id: true }, orderBy: { carrier: "asc" } }),
  ]);
  const rows = new Map<string, OrderTimesRow>();
  for (const { id } of accounts) {
    const account = await findOpenAccount(ctx, id);
    for (const [name, program] of Object.entries(account?.carrier.programs ?? {})) {
      const kind = name as OrderKind;
      const carrierId = account?.carrierId ?? "";
      const own = times.orders.find((one) => one.carrierId === carrierId && one.kind === kind);
      rows.set(`${carrierId} ${kind}`, {
        carrierId,
        carrierLabel: findCarrier(carrierId)?.label ?? carrierId,
        kind,
        kindLabel: ORDER_KINDS[kind].label,
        defaults: {
          accepted: program.expectedWithin,
          tollFree: program.expectedWithinTollFree ?? program.expectedWithin,
        },
        chosen: { accepted: own?.accepted ?? null, tollFree: own?.tollFree ?? null, unknown: own?.unknown ?? null },
      });
    }
  }
  return { orders: [...rows.values()], campaign: times.campaign, message: times.message };
}

/** What is not in `orders` keeps its times: its account may be switched off now. */
export async function saveExpectedTimes(ctx: Context, input: ExpectedTimes): Promise<void> {
  const before = await readExpectedTimes(ctx);
  const isSame = (one: OrderTimes) => (other: OrderTimes) =>
    one.carrierId === other.carrierId && one.kind === other.kind;
  const kept = before.orders.filter((one) => !input.orders.some(isSame(one)));
  const isChosen = ({ accepted, tollFree, unknown }: OrderTimes) => (accepted ?? tollFree ?? unknown) !== null;
  const after: ExpectedTimes = { ...input, orders: [...kept, ...input.orders.filter(isChosen)] };
  await saveSetting(ctx, KEY, after, {
    action: "expected-times.changed",
    summary: "Expected times were changed",
    before,
    after,
  });
}
