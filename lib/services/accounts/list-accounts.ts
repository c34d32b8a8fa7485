import "server-only";
import { z } from "zod";
import { findCarrier, listCarriers } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows, raw } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { getEnvironment } from "@/lib/env";
import { listPauses } from "@/lib/engine/breaker/list-pauses";
import { CURRENT_PACE, REFUSED_LAST_MINUTE } from "@/lib/engine/limits/carrier-pace";
import type { AccountDetail, AccountHealth, CarrierChoice, RateView, SettingView } from "./account-view";
import { openSecrets } from "@/lib/engine/accounts/secrets";
import { listSettingNames } from "./setting-names";

const storedRates = z.record(z.string(), z.object({ perSecond: z.number(), burst: z.number() }));
export const storedSettings = z.record(z.string(), z.string());

/** All carrier accounts with their settings and health, by carrier and label. Of secrets only whether they are set. */
export async function listAccounts(ctx: Pick<Context, "db" | "sql">): Promise<AccountDetail[]> {
  const { PUBLIC_URL, SECRETS_KEY } = getEnvironment();
  const [rows, health, pauses, paces] = await Promise.all([
    ctx.db.carrierAccount.findMany({ orderBy: [{ carrier: "asc" }, { createdAt: "asc" }] }),
    readHealth(ctx),
    listPauses(ctx),
    readPaces(ctx),
  ]);
  return rows.flatMap((row): AccountDetail[] => {
    const definition = findCarrier(row.carrier);
    if (!definition) return [];
    const { secrets, fault } = readSecrets(row.secrets, SECRETS_KEY, row.id);
    const settings = storedSettings.catch({}).parse(row.settings);
    const rates = storedRates.catch({}).parse(row.rates);
    return [
      {
        id: row.id,
        carrierId: row.carrier,
        carrierLabel: definition.label,
        label: row.label,
        mode: row.mode === "live" ? "live" : "sandbox",
        origin: row.origin === "portal" ? "portal" : "environment",
        isEnabled: row.isEnabled,
        awaitsProbe: row.awaitsProbe,
        probeMessage: row.probeMessage,
        probedAt: row.probedAt?.toISOString() ?? null,
        capabilities: definition.capabilities,
        settings: listSettingNames(definition).map((name): SettingView => {
          const isSecret = definition.secrets.includes(name);
          const value = settings[name] ?? null;
          return {
            name,
            isSecret,
            isSet: isSecret ? Boolean(secrets[name]) : value !== null,
            value: isSecret ? null : value,
          };
        }),
        secretsFault: fault,
        rates: Object.entries(definition.endpointGroups).map(([group, allowed]): RateView => {
          const perSecond = rates[group]?.perSecond ?? allowed.perSecond;
          const slot = paces.find((one) => one.account_id === row.id && one.endpoint_group === group);
          return {
            group,
            label: allowed.label,
            perSecond,
            burst: rates[group]?.burst ?? allowed.burst,
            isOwn: rates[group] !== undefined,
            defaultPerSecond: allowed.perSecond,
            defaultBurst: allowed.burst,
            pace: {
              perSecond: perSecond * (slot?.pace ?? 1),
              allowedPerSecond: perSecond,
              refusedLastMinute: slot?.refused ?? 0,
            },
          };
        }),
        callbackUrl: `${PUBLIC_URL.replace(/\/+$/, "")}/api/callbacks/${row.carrier}/${row.callbackKey}`,
        health: health.get(row.id) ?? NO_HEALTH,
        pause: pauses.find((pause) => pause.accountId === row.id) ?? null,
        updatedAt: row.updatedAt.toISOString(),
      },
    ];
  });
}

export function listCarrierChoices(): CarrierChoice[] {
  return listCarriers().map((definition) => ({
    id: definition.id,
    label: definition.label,
    capabilities: definition.capabilities,
    settings: listSettingNames(definition).map((name) => ({ name, isSecret: definition.secrets.includes(name) })),
  }));
}

function readSecrets(envelope: string | null, key: string, id: string) {
  try {
    return { secrets: openSecrets(envelope, key, id) as Readonly<Record<string, string>>, fault: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { secrets: NO_SECRETS, fault: error.message };
  }
}

const NO_SECRETS: Readonly<Record<string, string>> = {};
const NO_HEALTH: AccountHealth = {
  lastCallAt: null,
  lastStatus: null,
  lastFault: null,
  blockedUntil: null,
  blockedMessage: null,
};

const paceRow = z.object({
  account_id: z.string(),
  endpoint_group: z.string(),
  pace: z.number(),
  refused: z.number(),
});

async function readPaces({ sql }: Pick<Context, "sql">) {
  const rows = await queryRows(sql, paceRow)`
    SELECT account_id, endpoint_group, ${raw(CURRENT_PACE)} AS pace, ${raw(REFUSED_LAST_MINUTE)} AS refused FROM rate_slot r`;
  return rows;
}

const healthRow = z.object({
  id: z.string(),
  started_at: z.date().nullable(),
  status: z.number().nullable(),
  fault: z.string().nullable(),
  blocked_until: z.date().nullable(),
  blocked_message: z.string().nullable(),
});

/** The last call of each account, and until when its carrier asked us to wait. */
async function readHealth({ sql }: Pick<Context, "sql">): Promise<Map<string, AccountHealth>> {
  const rows = await queryRows(sql, healthRow)`
    SELECT a.id, c.started_at, c.status, c.fault, r.blocked_until, r.blocked_message FROM carrier_account a
    LEFT JOIN LATERAL (SELECT started_at, status, fault FROM carrier_call WHERE account_id = a.id ORDER BY started_at DESC LIMIT 1) c ON true
    LEFT JOIN LATERAL (SELECT blocked_until, blocked_message FROM rate_slot WHERE account_id = a.id AND blocked_until > now()
      ORDER BY blocked_until DESC LIMIT 1) r ON true`;
  return new Map(
    rows.map((row) => [
      row.id,
      {
        lastCallAt: row.started_at?.toISOString() ?? null,
        lastStatus: row.status,
        lastFault: row.fault,
        blockedUntil: row.blocked_until?.toISOString() ?? null,
        blockedMessage: row.blocked_message,
      },
    ]),
  );
}
