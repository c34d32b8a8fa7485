import "server-only";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { Facts, ServiceField } from "@/lib/domain/service-state";
import type { ServiceView } from "./number-view";

export type ServiceSqlRow = {
  e164: PhoneNumber;
  account_id: string;
  carrier: string;
  account_label: string;
  mode: string;
  ownership: ServiceView["ownership"];
  sms_state: ServiceView["smsState"];
  import_state: ServiceView["importState"];
  registration_state: ServiceView["registrationState"];
  application_id: string | null;
  campaign_id: string | null;
  webhook_url: string | null;
  route: string | null;
  checked_at: Date | null;
};

/** What every carrier account does for these numbers, by carrier and label. */
export async function listServices(
  { sql }: Pick<Context, "sql">,
  numbers: readonly PhoneNumber[],
): Promise<Map<PhoneNumber, ServiceView[]>> {
  const byNumber = new Map<PhoneNumber, ServiceView[]>();
  if (numbers.length === 0) return byNumber;
  const { rows } = await sql.query<ServiceSqlRow>(
    `SELECT s.e164, s.account_id, s.carrier, a.label AS account_label, a.mode, s.ownership, s.sms_state, s.import_state,
       s.registration_state, s.application_id, s.campaign_id, s.webhook_url, s.route, s.checked_at
     FROM number_service s JOIN carrier_account a ON a.id = s.account_id WHERE s.e164 = ANY($1::text[])
     ORDER BY s.carrier, a.label`,
    [numbers],
  );
  for (const row of rows) {
    const list = byNumber.get(row.e164) ?? [];
    list.push(toServiceView(row));
    byNumber.set(row.e164, list);
  }
  return byNumber;
}

export const toServiceView = (row: ServiceSqlRow): ServiceView => ({
  accountId: row.account_id,
  accountLabel: row.account_label,
  carrierId: row.carrier,
  carrierLabel: findCarrier(row.carrier)?.label ?? row.carrier,
  isSandbox: row.mode === "sandbox",
  ownership: row.ownership,
  smsState: row.sms_state,
  importState: row.import_state,
  registrationState: row.registration_state,
  applicationId: row.application_id,
  campaignId: row.campaign_id,
  webhookUrl: row.webhook_url,
  route: row.route,
  facts: toFacts(row),
});

const FIELDS = {
  ownership: "ownership",
  smsState: "sms_state",
  importState: "import_state",
  registrationState: "registration_state",
  applicationId: "application_id",
  campaignId: "campaign_id",
  webhookUrl: "webhook_url",
  route: "route",
} as const satisfies Record<ServiceField, keyof ServiceSqlRow>;

function toFacts(row: ServiceSqlRow): Facts {
  const at = row.checked_at?.toISOString();
  if (at === undefined) return {};
  return Object.fromEntries(
    Object.entries(FIELDS).flatMap(([field, column]) =>
      row[column] === null
        ? []
        : [[field, { value: row[column], raw: null, checkedAt: at, changedAt: at, callId: null }]],
    ),
  );
}
