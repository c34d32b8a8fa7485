import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { queryRows, sql } from "@/lib/db/sql";
import { orderKind, itemState } from "@/lib/domain/order";
import { isTollFree, npaOf, type PhoneNumber } from "@/lib/domain/phone-number";
import { findStateOfNpa } from "@/lib/domain/phone-number-plan";
import { listReadiness } from "@/lib/domain/readiness";
import type { MessageMarks } from "@/lib/domain/readiness-step";
import { evaluateVerdict } from "@/lib/domain/verdict";
import { NO_LABELS, readLabels, readNotesStamp } from "@/lib/services/customers/read-labels";
import { listStuckOfNumber } from "@/lib/services/orders/list-stuck-of-number";
import { listFactOrigins } from "./list-fact-origins";
import { listFacts } from "./list-facts";
import { listOpenDrift } from "./list-open-drift";
import { listNumberCampaigns } from "./list-number-campaigns";
import { serviceAccountRow, toServiceView } from "./list-services";
import { readMessageAge } from "./message-age";
import { DOUBLE_CLAIM, readStanding } from "./state-sets";
import type { AccountView, NumberStatus, PendingItem } from "./number-view";

const knownRow = z.object({
  state: z.string().nullable(),
  rate_center: z.string().nullable(),
  city: z.string().nullable(),
  lata: z.string().nullable(),
  created_at: z.date(),
  states: z.array(z.string()),
});

type NumberContext = Pick<Context, "sql" | "db" | "now" | "carriers">;

/** Everything about one number that moves, from the database alone. A number that Tandem has never seen gives `isKnown` false. */
export const getNumber = (ctx: NumberContext, number: PhoneNumber): Promise<NumberStatus> =>
  inSnapshot(ctx, (snapshot) => readNumber(snapshot, number));

async function readNumber(ctx: NumberContext, number: PhoneNumber): Promise<NumberStatus> {
  const [known, accounts, pending, marks, origins, messageAgeDays, allLabels, notes] = await Promise.all([
    queryRows(ctx.sql, knownRow)`
      SELECT n.state, n.rate_center, n.city, n.lata, n.created_at, s.states FROM number n JOIN state_set s ON s.id = n.state_set_id
      WHERE n.e164 = ${number}`,
    listAccountViews(ctx, number),
    listPending(ctx, number),
    readMarks(ctx, number),
    listFactOrigins(ctx, number),
    readMessageAge(ctx),
    readLabels(ctx, [number]),
    readNotesStamp(ctx, number),
  ]);
  const labels = allLabels.get(number) ?? NO_LABELS;
  const campaigns = await listNumberCampaigns(
    ctx,
    accounts.flatMap(({ service }) => service ?? []),
  );
  const row = known[0];
  const facts = { accounts, pending, marks, campaigns, origins, isTollFree: isTollFree(number), messageAgeDays };
  const now = ctx.now();
  const steps = listReadiness({ ...facts, now });
  return {
    number,
    isKnown: row !== undefined,
    standing: row ? readStanding(row.states) : null,
    isDoubleClaimed: row?.states.includes(DOUBLE_CLAIM) ?? false,
    state: row?.state ?? findStateOfNpa(npaOf(number)),
    rateCenter: row?.rate_center ?? null,
    city: row?.city ?? null,
    lata: row?.lata ?? null,
    addedAt: row?.created_at.toISOString() ?? null,
    isTollFree: facts.isTollFree,
    accounts,
    pending,
    marks,
    origins,
    steps,
    verdict: evaluateVerdict({ accounts, origins, number, steps, now }),
    ...labels,
    version: createHash("sha256")
      .update(JSON.stringify([row ?? null, facts, labels, notes]))
      .digest("base64url")
      .slice(0, 16),
  };
}

const accountRow = serviceAccountRow.extend({ is_enabled: z.boolean() });

/** Accounts in use, and those that have reported anything. */
async function listAccountViews(ctx: Pick<Context, "sql">, number: PhoneNumber): Promise<AccountView[]> {
  const [accounts, facts, findDrift] = await Promise.all([
    queryRows(ctx.sql, accountRow)`
      SELECT id, carrier, label, mode, is_enabled FROM carrier_account ORDER BY carrier, label`,
    listFacts(ctx, [number], { hasRaw: true }),
    listOpenDrift(ctx, [number]),
  ]);
  return accounts.flatMap((account): AccountView[] => {
    const reported = facts.get(number)?.get(account.id) ?? null;
    if (!account.is_enabled && !reported) return [];
    const definition = findCarrier(account.carrier);
    const carrierLabel = definition?.label ?? account.carrier;
    return [
      {
        id: account.id,
        name: `${carrierLabel} · ${account.label}`,
        carrierId: account.carrier,
        carrierLabel,
        isSandbox: account.mode === "sandbox",
        isEnabled: account.is_enabled,
        capabilities: definition?.capabilities ?? [],
        canRefresh: account.is_enabled && definition !== null,
        service: reported && toServiceView(account, reported, findDrift(number, account.id)),
      },
    ];
  });
}

const pendingRow = z.object({
  id: z.string(),
  ref: z.string(),
  kind: orderKind,
  carrier: z.string(),
  account_id: z.string(),
  label: z.string(),
  state: itemState,
  message: z.string().nullable(),
  created_at: z.date(),
  updated_at: z.date(),
});

async function listPending(ctx: NumberContext, number: PhoneNumber): Promise<PendingItem[]> {
  const rows = await queryRows(ctx.sql, pendingRow)`
    SELECT o.id, o.ref, o.kind, o.carrier, o.account_id, a.label, i.state, i.message, o.created_at, i.updated_at
    FROM order_item i JOIN orders o ON o.id = i.order_id JOIN carrier_account a ON a.id = o.account_id
    WHERE i.e164 = ${number} AND i.state IN ('queued', 'sending', 'accepted', 'unknown') ORDER BY o.created_at DESC LIMIT 20`;
  const canBeLate = rows.some(({ state }) => state === "accepted" || state === "unknown");
  const late = canBeLate ? await listStuckOfNumber(ctx, number) : new Map<string, number>();
  return rows.map((row) => ({
    orderId: row.id,
    ref: row.ref,
    kind: row.kind,
    accountId: row.account_id,
    carrierLabel: findCarrier(row.carrier)?.label ?? row.carrier,
    accountLabel: row.label,
    state: row.state,
    message: row.message,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    overdueSeq: late.get(row.id) ?? null,
  }));
}

const marksRow = z.object({
  sent_at: z.date().nullable(),
  sending_at: z.date().nullable(),
  inbound_at: z.date().nullable(),
  sent_by: z.string().nullable(),
  inbound_by: z.string().nullable(),
});

async function readMarks({ sql }: Pick<Context, "sql">, number: PhoneNumber): Promise<MessageMarks> {
  const rows = await queryRows(sql, marksRow)`
    SELECT max(occurred_at) FILTER (WHERE ${IS_SENT}) AS sent_at,
      min(occurred_at) FILTER (WHERE direction = 'out' AND state IN ('queued', 'sending')) AS sending_at,
      max(occurred_at) FILTER (WHERE direction = 'in') AS inbound_at,
      (array_agg(a.carrier ORDER BY occurred_at DESC) FILTER (WHERE ${IS_SENT}))[1] AS sent_by,
      (array_agg(a.carrier ORDER BY occurred_at DESC) FILTER (WHERE direction = 'in'))[1] AS inbound_by
    FROM message m JOIN carrier_account a ON a.id = m.account_id WHERE e164 = ${number}`;
  const row = rows[0];
  const nameCarrier = (id: string | null | undefined) => (id == null ? null : (findCarrier(id)?.label ?? id));
  return {
    sentAt: row?.sent_at?.toISOString() ?? null,
    sendingAt: row?.sending_at?.toISOString() ?? null,
    inboundAt: row?.inbound_at?.toISOString() ?? null,
    sentBy: nameCarrier(row?.sent_by),
    inboundBy: nameCarrier(row?.inbound_by),
  };
}

/** Reported as sent, and not as undelivered since. */
const IS_SENT = sql`direction = 'out' AND message_rank(m.state, m.delivery_state) IN (5, 7)`;
