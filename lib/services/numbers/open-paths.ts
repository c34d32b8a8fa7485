import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows, raw } from "@/lib/db/sql";
import { campaignStanding } from "@/lib/domain/campaign";
import { orderKind, itemState } from "@/lib/domain/order";
import { type PhoneNumber, phoneNumber } from "@/lib/domain/phone-number";
import { listReadiness, type ReadinessInput, summarizeReadiness } from "@/lib/domain/readiness";
import type { OpenOrder } from "@/lib/domain/readiness-step";
import { evaluateVerdict } from "@/lib/domain/verdict";
import { MESSAGE_AGE_SQL } from "./message-age";
import type { NumberSqlRow } from "./number-scan";
import type { NumberRow, ServiceView } from "./number-view";

type Marked = Pick<NumberSqlRow, "e164" | "is_toll_free" | "inbound_at" | "tested_at">;

const pathsRow = z.object({
  now: z.date(),
  message_age_days: z.number(),
  accounts: z.array(z.object({ id: z.string(), carrier: z.string(), is_enabled: z.boolean() })),
  items: z.array(
    z.object({
      e164: phoneNumber,
      kind: orderKind,
      ref: z.string(),
      account_id: z.string(),
      carrier: z.string(),
      state: itemState,
      created_at: z.string(),
    }),
  ),
  campaigns: z.array(
    z.object({
      account_id: z.string(),
      campaign_id: z.string(),
      standing: campaignStanding.nullable(),
      event: z.string().nullable(),
      checked_at: z.string().nullable(),
    }),
  ),
});

type Reader = Pick<Context, "sql">;
export type NumberPath = Pick<NumberRow, "readiness" | "verdict">;

/** The readiness and the verdict of each of a page of numbers, in short. */
export async function openPaths(
  ctx: Reader,
  numbers: readonly PhoneNumber[],
  services: readonly ServiceView[],
): Promise<(row: Marked, services: readonly ServiceView[]) => NumberPath> {
  const open = await openPathInputs(ctx, numbers, services);
  return (row, own) => {
    const input = open(row, own);
    const steps = listReadiness(input);
    const { accounts, now } = input;
    const { outcome, isMoving, asOf, sentence, claims } = evaluateVerdict({ accounts, steps, number: row.e164, now });
    return { readiness: summarizeReadiness(steps), verdict: { outcome, isMoving, asOf, sentence, claims } };
  };
}

/** Reads what the readiness of these numbers needs besides their rows and services, in one query for all of them. */
export async function openPathInputs(
  { sql }: Reader,
  numbers: readonly PhoneNumber[],
  services: readonly ServiceView[],
): Promise<(row: Marked, services: readonly ServiceView[]) => ReadinessInput> {
  const joined = services.filter(({ campaignId }) => campaignId !== null);
  const [row] = await queryRows(sql, pathsRow)`
    SELECT now() AS now, (extract(epoch FROM ${raw(MESSAGE_AGE_SQL)}) / 86400)::int AS message_age_days,
       (SELECT coalesce(json_agg(a), '[]') FROM (SELECT id, carrier, is_enabled FROM carrier_account ORDER BY carrier, label) a) AS accounts,
       (SELECT coalesce(json_agg(i ORDER BY i.created_at DESC), '[]') FROM (
          SELECT i.e164, o.kind, o.ref, o.account_id, o.carrier, i.state, o.created_at
          FROM order_item i JOIN orders o ON o.id = i.order_id
          WHERE i.e164 = ANY(${numbers}::text[]) AND i.state IN ('queued', 'sending', 'accepted', 'unknown')
        ) i) AS items,
       (SELECT coalesce(json_agg(c), '[]') FROM (
          SELECT c.account_id, c.campaign_id, c.standing, c.event, c.checked_at FROM campaign c
          WHERE (c.account_id, c.campaign_id) IN (SELECT * FROM unnest(${joined.map(({ accountId }) => accountId)}::uuid[], ${joined.map(({ campaignId }) => campaignId)}::text[]))
        ) c) AS campaigns`;
  if (!row) throw new Error("a SELECT without FROM has one row");
  const pending = new Map<PhoneNumber, OpenOrder[]>();
  for (const { e164, carrier, account_id: accountId, created_at, ...item } of row.items) {
    const list = pending.get(e164) ?? [];
    const carrierLabel = findCarrier(carrier)?.label ?? carrier;
    list.push({ ...item, accountId, createdAt: toIso(created_at), carrierLabel });
    pending.set(e164, list);
  }
  const campaigns = row.campaigns.map((campaign) => ({
    accountId: campaign.account_id,
    campaignId: campaign.campaign_id,
    standing: campaign.standing,
    event: campaign.event,
    checkedAt: campaign.checked_at && toIso(campaign.checked_at),
  }));
  return ({ e164, tested_at, inbound_at, is_toll_free }, own) => ({
    accounts: row.accounts.map(({ id, carrier, is_enabled }) => {
      const definition = findCarrier(carrier);
      return {
        id,
        carrierLabel: definition?.label ?? carrier,
        isEnabled: is_enabled,
        capabilities: definition?.capabilities ?? [],
        service: own.find(({ accountId }) => accountId === id) ?? null,
      };
    }),
    pending: pending.get(e164) ?? [],
    marks: {
      sentAt: tested_at?.toISOString() ?? null,
      sendingAt: null,
      inboundAt: inbound_at?.toISOString() ?? null,
    },
    campaigns,
    isTollFree: is_toll_free,
    now: row.now,
    messageAgeDays: row.message_age_days,
  });
}

/** JSON of PostgreSQL has the session's zone. */
const toIso = (at: string) => new Date(at).toISOString();
