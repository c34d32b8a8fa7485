import "server-only";
import { z } from "zod";
import { findCarrier, withTrace } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { LabelChoices, UploadAccount, UploadChoices } from "@/lib/domain/uploads/checked-row";
import { LABEL_ROLES } from "@/lib/domain/uploads/label-wish";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { LABELS, ORDER_UPLOAD_KINDS } from "@/lib/domain/uploads/upload";
import { campaignStanding } from "@/lib/domain/campaign";
import { log } from "@/lib/log";

type Reader = Pick<Context, "db" | "sql" | "carriers">;

const settings = z.record(z.string(), z.unknown()).catch({});
const campaignRow = z.object({
  accountId: z.string(),
  campaignId: z.string(),
  state: z.string(),
  standing: campaignStanding.nullable(),
});

type Naming = Pick<UploadMapping, "columns" | "defaults">;

/**
 * What cells of an upload may name, read once for all of its rows. Applications are those at the carriers, as read in the last minutes; where
 * a carrier does not answer soon, there are none of its account. With a `mapping` that names none, none are read; neither with null. Customers
 * and tags are null where there are more than `mostCustomers`.
 */
export async function readUploadChoices(
  ctx: Reader,
  mapping?: Naming | null,
  { mostCustomers = Infinity } = {},
): Promise<UploadChoices> {
  const [labels, accounts, campaigns] = await Promise.all([
    mapping === undefined || (mapping !== null && namesLabels(mapping)) ? readLabelChoices(ctx, mostCustomers) : null,
    listAccounts(ctx),
    queryRows(ctx.sql, campaignRow)`
      SELECT account_id AS "accountId", campaign_id AS "campaignId", state, standing FROM campaign ORDER BY campaign_id`,
  ]);
  const needsApplications = mapping === undefined || (mapping !== null && namesApplication(mapping));
  const applications = await Promise.all(
    accounts
      .filter(({ kinds }) => needsApplications && kinds.includes("register"))
      .map(({ id }) => listAccountApplications(ctx, id)),
  );
  return {
    accounts,
    campaigns: campaigns.map(({ accountId, campaignId, state, standing }) => ({
      accountId,
      campaignId,
      isReady: state === "registered" && standing === "ready",
      standing: standing ?? "waiting",
    })),
    applications: applications.flat(),
    labels,
  };
}

/** Of customers and tags in a browser; more of them are only looked up where all are at hand. */
export const MAX_IN_BROWSER = 2_000;

const namesLabels = ({ columns, defaults }: Naming) =>
  defaults.kind === LABELS || (columns.includes("action") && LABEL_ROLES.some((role) => columns.includes(role)));

const customerRow = z.object({ name: z.string(), isArchived: z.boolean() });
const tagRow = z.object({ name: z.string() });

async function readLabelChoices({ sql }: Reader, most: number): Promise<LabelChoices | null> {
  const limit = Number.isFinite(most) ? most + 1 : null;
  const customers = await queryRows(sql, customerRow)`
    SELECT name, archived_at IS NOT NULL AS "isArchived" FROM customer ORDER BY key LIMIT ${limit}::int`;
  if (customers.length > most) return null;
  const tags = await queryRows(sql, tagRow)`SELECT name FROM tag ORDER BY key`;
  return { customers, tags: tags.map(({ name }) => name) };
}

const namesApplication = ({ columns, defaults }: Naming) =>
  columns.includes("application") || Boolean(defaults.params.applicationId || defaults.params.registerWith);

async function listAccounts({ db }: Reader): Promise<UploadAccount[]> {
  const rows = await db.carrierAccount.findMany({
    where: { isEnabled: true },
    select: { id: true, carrier: true, label: true, mode: true, settings: true },
    orderBy: [{ carrier: "asc" }, { label: "asc" }],
  });
  return rows.flatMap(({ id, carrier, label, mode, settings: stored }): UploadAccount[] => {
    const definition = findCarrier(carrier);
    if (!definition) return [];
    const values = settings.parse(stored);
    return [
      {
        id,
        carrierId: carrier,
        carrierLabel: definition.label,
        label,
        mode: mode === "live" ? "live" : "sandbox",
        kinds: ORDER_UPLOAD_KINDS.filter((kind) => definition.capabilities.includes(kind)),
        site: findSetting(values, /_SITE_ID$/),
        sipPeer: findSetting(values, /_SIP_PEER_ID$/),
      },
    ];
  });
}

/** By the end of its name, as every carrier names its settings with its own name first. */
function findSetting(values: Readonly<Record<string, unknown>>, name: RegExp): string | null {
  const value = Object.entries(values).find(([key]) => name.test(key))?.[1];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

type Applications = UploadChoices["applications"];

const KEPT_MS = 5 * 60_000;
const KEPT_AFTER_FAULT_MS = 30_000;
const TIMEOUT_MS = 5_000;
const known = new Map<string, { until: number; applications: Promise<Applications> }>();

/** Rows are checked again at every edit; the carrier is not asked each time. */
function listAccountApplications(ctx: Reader, accountId: string): Promise<Applications> {
  const found = known.get(accountId);
  if (found && Date.now() < found.until) return found.applications;
  const entry = { until: Date.now() + KEPT_MS, applications: Promise.resolve<Applications>([]) };
  entry.applications = askForApplications(ctx, accountId).catch((error: unknown) => {
    entry.until = Date.now() + KEPT_AFTER_FAULT_MS;
    log.warn({ err: error, accountId }, "the applications of an account could not be read");
    return [];
  });
  known.set(accountId, entry);
  return entry.applications;
}

async function askForApplications({ carriers }: Reader, accountId: string): Promise<Applications> {
  const { carrier } = await carriers.open(accountId);
  const { messaging } = carrier;
  if (!messaging) return [];
  const { items } = await withTrace({ isUrgent: true, timeoutMs: TIMEOUT_MS }, () => messaging.listApplications());
  return items.map(({ id, name }) => ({ accountId, id, name }));
}
