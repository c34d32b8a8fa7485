import "server-only";
import { z } from "zod";
import { describeError } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { describeCause } from "@/lib/domain/carrier-breaker";
import { DRIFT_KINDS, DRIFT_LABELS } from "@/lib/domain/drift";
import type { HomeCase } from "@/lib/domain/home";
import { listPauses } from "@/lib/engine/breaker/list-pauses";
import { countDrift } from "@/lib/services/drift/count-drift";
import { countSilent, MAX_SILENT } from "@/lib/services/messages/silence";
import { readRefusedSince } from "@/lib/services/orders/count-order-attention";
import { countAttention } from "./count-attention";
import { listCaseCustomers } from "./list-case-customers";

const nameNumbers = (count: number) => (count === 1 ? "number" : "numbers");
const inOrders = (orders: number) => `in ${orders.toLocaleString("en-US")} ${orders === 1 ? "order" : "orders"}`;

/** What needs a person, the worst first; nothing that is at zero. */
export async function listCases(ctx: Context): Promise<HomeCase[]> {
  const [pauses, attention, drift, customers, causes, campaigns, silent, quarantined, carts] = await Promise.all([
    listPauses(ctx),
    countAttention(ctx),
    countDrift(ctx),
    listCaseCustomers(ctx),
    readFirstCause(ctx),
    readCampaigns(ctx),
    countSilent(ctx),
    countQuarantined(ctx),
    readCarts(ctx),
  ]);
  const { failed, unknown, overdue, doubleClaims, since, days } = attention;
  const cases: HomeCase[] = [
    ...pauses.map((pause): HomeCase => ({
      kind: "carrier-down",
      tone: "bad",
      count: 1,
      text: describeCause(pause),
      cause: pause.lastAnswer,
      href: "/jobs",
      action: "See what waits",
    })),
    ...DRIFT_KINDS.filter((kind) => kind !== "number-appeared").map((kind): HomeCase => {
      const { total, recent } = drift.kinds[kind];
      return {
        kind,
        tone: DRIFT_LABELS[kind].tone,
        count: total,
        text: `${nameNumbers(total)} ${DRIFT_LABELS[kind].phrase}`,
        cause: recent > 0 ? `${recent.toLocaleString("en-US")} in the last 24 hours` : null,
        owners: customers.get(kind),
        href: `/numbers/drifted?kind=${kind}`,
        action: "Review",
      };
    }),
    {
      kind: "refused",
      tone: "bad",
      count: failed.numbers,
      text: `${nameNumbers(failed.numbers)} refused by a carrier in the last ${days} days`,
      cause: [causes, inOrders(failed.orders)].filter(Boolean).join(", "),
      owners: customers.get("refused"),
      href: `/orders?attention=failed&from=${since}`,
      action: "Review",
    },
    {
      kind: "unknown",
      tone: "unknown",
      count: unknown.numbers,
      text: `${nameNumbers(unknown.numbers)} without a result from the carrier`,
      cause: inOrders(unknown.orders),
      owners: customers.get("unknown"),
      href: "/orders?attention=unknown",
      action: "Settle",
    },
    {
      kind: "overdue",
      tone: "pending",
      count: overdue.numbers,
      text: `${nameNumbers(overdue.numbers)} accepted, but not confirmed in the usual time`,
      cause: inOrders(overdue.orders),
      owners: customers.get("overdue"),
      href: "/orders/stuck",
      action: "Ask the carrier",
    },
    {
      kind: "double-claim",
      tone: "bad",
      count: doubleClaims.count,
      isAtLeast: !doubleClaims.isExact,
      text: `${nameNumbers(doubleClaims.count)} with messages through two carriers`,
      cause: "messages reach only one of the two",
      href: "/numbers?doubleClaim=yes",
      action: "Review",
    },
    ...campaigns,
    {
      kind: "number-appeared",
      tone: "neutral",
      count: drift.kinds["number-appeared"].total,
      text: `${nameNumbers(drift.kinds["number-appeared"].total)} at a carrier that ${drift.kinds["number-appeared"].total === 1 ? "is" : "are"} not known here`,
      cause: null,
      href: "/numbers/discover",
      action: "Bring in",
    },
    {
      kind: "silent",
      tone: "unknown",
      count: silent.count,
      isAtLeast: silent.count >= MAX_SILENT,
      text: `${nameNumbers(silent.count)} that received messages regularly, and none for days`,
      cause: null,
      owners: silent.owners,
      href: "/messages/silent",
      action: "Review",
    },
    {
      kind: "quarantine",
      tone: "unknown",
      count: quarantined,
      isAtLeast: quarantined >= MAX_COUNTED,
      text: `${quarantined === 1 ? "callback" : "callbacks"} that could not be read`,
      cause: "a carrier sent something unexpected",
      href: "/messages?view=quarantine",
      action: "Review",
    },
    ...carts,
  ];
  return cases.filter(({ count }) => count > 0);
}

const causeRow = z.object({ carrier: z.string(), code: z.string().nullable(), message: z.string(), count: z.number() });

/** Why most of the last days' refused numbers were refused; null where there is none. */
async function readFirstCause(ctx: Context): Promise<string | null> {
  const [row] = await queryRows(ctx.sql, causeRow)`
    SELECT f.carrier, f.code, coalesce(min(f.message), '') AS message, count(*) AS count FROM (
      SELECT o.carrier, i.code, i.message FROM orders o JOIN order_item i ON i.order_id = o.id AND i.state = 'failed'
      WHERE o.created_at >= ${readRefusedSince(ctx).from} AND o.failed > 0 LIMIT 20000
    ) f GROUP BY f.carrier, f.code ORDER BY count(*) DESC LIMIT 1`;
  if (!row) return null;
  const meaning = row.code === null ? null : describeError(row.carrier, row.code, row.message)?.meaning;
  const text = (meaning ?? row.message).replace(/\.$/, "");
  return [`mostly: ${text.length > 90 ? `${text.slice(0, 89)}…` : text}`, row.code && `(${row.code})`]
    .filter(Boolean)
    .join(" ");
}

const campaignRow = z.object({
  campaign_id: z.string(),
  standing: z.string().nullable(),
  bound: z.number(),
  capacity: z.number(),
});

/** Campaigns with numbers that have ended, and those that have room for less than a tenth. */
async function readCampaigns({ sql }: Context): Promise<HomeCase[]> {
  const rows = await queryRows(sql, campaignRow)`
    SELECT campaign_id, standing, coalesce(bound, 0) AS bound, capacity FROM campaign
    WHERE bound > 0 AND (standing IN ('ended', 'absent') OR standing = 'ready' AND bound >= 0.9 * capacity)
    ORDER BY bound DESC LIMIT 1000`;
  const ended = rows.filter(({ standing }) => standing !== "ready");
  const full = rows.filter(({ standing }) => standing === "ready");
  const name = (some: typeof rows, spell: (row: (typeof rows)[number]) => string) =>
    some.slice(0, 2).map(spell).join(", ") + (some.length > 2 ? `, and ${some.length - 2} more` : "");
  const link = (some: typeof rows) =>
    some.length === 1 && some[0] ? `/campaigns/${encodeURIComponent(some[0].campaign_id)}` : "/campaigns";
  return [
    {
      kind: "campaign-ended",
      tone: "bad",
      count: ended.length,
      text: `${ended.length === 1 ? "campaign" : "campaigns"} ended with numbers in it`,
      cause: name(
        ended,
        ({ campaign_id, bound }) => `${campaign_id} with ${bound.toLocaleString("en-US")} ${nameNumbers(bound)}`,
      ),
      href: link(ended),
      action: "Open",
    },
    {
      kind: "campaign-full",
      tone: "pending",
      count: full.length,
      text: `${full.length === 1 ? "campaign" : "campaigns"} full or nearly full`,
      cause: name(full, ({ campaign_id, bound, capacity }) => `${campaign_id} has ${bound} of ${capacity}`),
      href: link(full),
      action: "Open",
    },
  ];
}

const MAX_COUNTED = 1_000;
const countedRow = z.object({ count: z.number() });

async function countQuarantined({ sql }: Context): Promise<number> {
  const [row] = await queryRows(sql, countedRow)`
    SELECT count(*) AS count FROM (SELECT FROM callback WHERE state IN ('quarantined', 'kept') LIMIT ${MAX_COUNTED}) c`;
  return row?.count ?? 0;
}

const cartRow = z.object({ account_id: z.string(), label: z.string(), numbers: z.number() });

/** The person's own carts. */
async function readCarts({ sql, actor }: Context): Promise<HomeCase[]> {
  const rows = await queryRows(sql, cartRow)`
    SELECT c.account_id, a.label, coalesce(sum(CASE l.kind WHEN 'any' THEN l.quantity
      ELSE (SELECT count(*) FROM cart_number n WHERE n.line_id = l.id) END), 0)::int8 AS numbers
    FROM cart c JOIN carrier_account a ON a.id = c.account_id JOIN cart_line l ON l.cart_id = c.id
    WHERE c.person_id = ${actor.id} GROUP BY 1, 2 ORDER BY 2`;
  return rows.map(({ account_id, numbers }) => ({
    kind: "cart",
    tone: "neutral",
    count: numbers,
    text: `${nameNumbers(numbers)} in your cart`,
    cause: "not ordered yet",
    href: `/inventory/cart?account=${account_id}`,
    action: "Open cart",
  }));
}
