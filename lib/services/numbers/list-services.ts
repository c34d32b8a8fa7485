import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { OpenDrift } from "@/lib/domain/readiness-step";
import type { Facts, ServiceField } from "@/lib/domain/service-state";
import { listFacts } from "./list-facts";
import { listOpenDrift } from "./list-open-drift";
import type { ServiceView } from "./number-view";

export const serviceAccountRow = z.object({ id: z.string(), carrier: z.string(), label: z.string(), mode: z.string() });
export type ServiceAccount = z.infer<typeof serviceAccountRow>;

/** What every carrier account does for these numbers, by carrier and label. Without raw texts, which no list shows. */
export async function listServices(
  ctx: Pick<Context, "sql">,
  numbers: readonly PhoneNumber[],
): Promise<Map<PhoneNumber, ServiceView[]>> {
  if (numbers.length === 0) return new Map();
  const [facts, accounts, findDrift] = await Promise.all([
    listFacts(ctx, numbers),
    queryRows(ctx.sql, serviceAccountRow)`SELECT id, carrier, label, mode FROM carrier_account ORDER BY carrier, label`,
    listOpenDrift(ctx, numbers),
  ]);
  const services = new Map<PhoneNumber, ServiceView[]>();
  for (const [number, byAccount] of facts) {
    const own = accounts.flatMap((account) => {
      const reported = byAccount.get(account.id);
      return reported ? [toServiceView(account, reported, findDrift(number, account.id))] : [];
    });
    services.set(number, own);
  }
  return services;
}

/** Values outside the domain's lists cannot come from a mapper; what is stored is taken as it is. */
export function toServiceView(account: ServiceAccount, facts: Facts, drift: readonly OpenDrift[]): ServiceView {
  const read = <T extends string>(field: ServiceField) => (facts[field]?.value ?? null) as T | null;
  return {
    accountId: account.id,
    accountLabel: account.label,
    carrierId: account.carrier,
    carrierLabel: findCarrier(account.carrier)?.label ?? account.carrier,
    isSandbox: account.mode === "sandbox",
    ownership: read<ServiceView["ownership"]>("ownership") ?? "unknown",
    smsState: read("smsState"),
    importState: read("importState"),
    registrationState: read("registrationState"),
    applicationId: read("applicationId"),
    campaignId: read("campaignId"),
    webhookUrl: read("webhookUrl"),
    route: read("route"),
    facts,
    ...(drift.length > 0 && { drift }),
  };
}
