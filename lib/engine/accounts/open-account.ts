import "server-only";
import type { Carrier } from "@/lib/carriers/carrier";
import { createHttp } from "@/lib/carriers/http";
import { getCarrier } from "@/lib/carriers/registry";
import type { Carriers, OpenAccount } from "@/lib/context";
import type { Database } from "@/lib/db/client";
import { AppError } from "@/lib/domain/errors";
import type { Rate } from "@/lib/engine/limits/slot-queue";
import { watchCalls } from "@/lib/engine/breaker/call-watch";
import { deprioritize, pauseOrders } from "@/lib/engine/trouble";
import { CONFIRM_MS, pauseWrites, probeAccount } from "@/lib/engine/breaker/probe-account";
import { log } from "@/lib/log";
import { createCarrierPorts } from "./carrier-ports";
import { openSecrets } from "./secrets";

/** An account with its carrier's writes. Only the worker's context holds the means to open one. */
export type WritableAccount = Omit<OpenAccount, "carrier"> & { carrier: Carrier };
/** `Carriers`, and the carriers' writes: for the engine alone. */
export type WritableCarriers = Carriers & { openForWriting(accountId: string): Promise<WritableAccount> };

type Opened = { account: WritableAccount; version: number };

const DEFAULT_RATE: Rate = { perSecond: 1, burst: 1 };

/** The installation's carrier accounts. An account is opened once, and again after its row has changed, in every process. */
export function createCarriers(
  { db, sql }: Database,
  secretsKey: string,
  { allowPrivateHosts = false }: { allowPrivateHosts?: boolean } = {},
): WritableCarriers {
  const opened = new Map<string, Opened>();

  async function open(accountId: string, { isProbe = false } = {}): Promise<WritableAccount> {
    const row = await db.carrierAccount.findUnique({ where: { id: accountId } });
    if (!row || (!row.isEnabled && !isProbe))
      throw new AppError("NOT_FOUND", "This carrier account does not exist or is switched off.");
    const version = row.updatedAt.getTime();
    const known = opened.get(accountId);
    if (known?.version === version) return known.account;

    const definition = getCarrier(row.carrier);
    const secrets = openSecrets(row.secrets, secretsKey, row.id);
    const rates = row.rates as Record<string, Rate>;
    const readRate = (group: string) => rates[group] ?? definition.endpointGroups[group] ?? DEFAULT_RATE;
    const watch = watchCalls(() => {
      confirmTrouble(account).catch((error: unknown) =>
        log.warn({ err: error, accountId: account.id }, "could not probe a carrier account"),
      );
    });
    const ports = createCarrierPorts(sql, row.id, readRate, watch.watchCall);
    const http = createHttp(ports, { secretValues: Object.values(secrets), allowPrivateHosts });
    const settings = { ...(row.settings as Record<string, string>), ...secrets };
    const account: WritableAccount = {
      id: row.id,
      carrierId: row.carrier,
      label: row.label,
      mode: row.mode === "live" ? "live" : "sandbox",
      definition,
      carrier: definition.open(settings, http),
      readRate,
      readPace: ports.readPace,
    };
    /**
     * It is an outage only if the carrier fails a probe as well, and answers no other call meanwhile. Where it answers the probe and
     * writes still fail, only writes wait; and only those of the affected orders while others can be tried.
     */
    async function confirmTrouble(suspect: OpenAccount) {
      const askedAt = Date.now();
      const isAlive = () => watch.answeredAt() > askedAt;
      const { type } = await probeAccount(sql, suspect, { timeoutMs: CONFIRM_MS, isAlive });
      const failed = watch.failedWrite();
      if (type !== "well" || !failed) return;
      if (await pauseOrders(sql, suspect.id, failed)) return;
      await pauseWrites(sql, suspect, failed, { isProbe: false });
      await deprioritize(sql, failed.orderIds);
    }
    opened.set(accountId, { account, version });
    return account;
  }

  return { open, openForWriting: (accountId) => open(accountId) };
}
