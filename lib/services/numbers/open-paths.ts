import "server-only";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import type { CampaignStanding } from "@/lib/domain/campaign";
import type { ItemState, OrderKind } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { listReadiness, summarizeReadiness } from "@/lib/domain/readiness";
import type { OpenOrder, ReadinessSummary } from "@/lib/domain/readiness-step";
import { MESSAGE_AGE_SQL } from "./message-age";
import type { NumberSqlRow } from "./number-scan";
import type { ServiceView } from "./number-view";

type Marked = Pick<NumberSqlRow, "e164" | "is_toll_free" | "inbound_at" | "tested_at">;

type PathsRow = {
  now: Date;
  message_age_days: number;
  accounts: { id: string; carrier: string; is_enabled: boolean }[];
  items: {
    e164: PhoneNumber;
    kind: OrderKind;
    ref: string;
    account_id: string;
    carrier: string;
    state: ItemState;
    created_at: string;
  }[];
  campaigns: {
    account_id: string;
    campaign_id: string;
    standing: CampaignStanding | null;
    event: string | null;
    checked_at: string | null;
  }[];
};

/** Reads what the readiness of a page of numbers needs besides their rows and services, in one query for all of them. */
export async function openPaths(
  { sql }: Pick<Context, "sql">,
  numbers: readonly PhoneNumber[],
  services: readonly ServiceView[],
): Promise<(row: Marked, services: readonly ServiceView[]) => ReadinessSummary> {
  const joined = services.filter(({ campaignId }) => campaignId !== null);
  const { rows } = await sql.query<PathsRow>(
    `SELECT now() AS now, (extract(epoch FROM ${MESSAGE_AGE_SQL}) / 86400)::int AS message_age_days,
       (SELECT coalesce(json_agg(a), '[]') FROM (SELECT id, carrier, is_enabled FROM carrier_account ORDER BY carrier, label) a) AS accounts,
       (SELECT coalesce(json_agg(i ORDER BY i.created_at DESC), '[]') FROM (
          SELECT i.e164, o.kind, o.ref, o.account_id, o.carrier, i.state, o.created_at
          FROM order_item i JOIN orders o ON o.id = i.order_id
          WHERE i.e164 = ANY($1::text[]) AND i.state IN ('queued', 'sending', 'accepted', 'unknown')
        ) i) AS items,
       (SELECT coalesce(json_agg(c), '[]') FROM (
          SELECT c.account_id, c.campaign_id, c.standing, c.event, c.checked_at FROM campaign c
          WHERE (c.account_id, c.campaign_id) IN (SELECT * FROM unnest($2::uuid[], $3::text[]))
        ) c) AS campaigns`,
    [numbers, joined.map(({ accountId }) => accountId), joined.map(({ campaignId }) => campaignId)],
  );
  const row = rows[0];
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
  return ({ e164, tested_at, inbound_at, is_toll_free }, own) =>
    summarizeReadiness(
      listReadiness({
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
      }),
    );
}

/** JSON of PostgreSQL has the session's zone. */
const toIso = (at: string) => new Date(at).toISOString();
