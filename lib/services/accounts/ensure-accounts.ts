import "server-only";
import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { uuidv7 } from "uuidv7";
import { getCarrier } from "@/lib/carriers/registry";
import type { Db } from "@/lib/db/client";
import { openSecrets, sealSecrets } from "@/lib/engine/accounts/secrets";

export type AccountPlan = { carrierId: string; mode: "live" | "sandbox"; settings: Readonly<Record<string, string>> };

const LABELS = { live: "Main", sandbox: "Sandbox" } as const;

/**
 * Makes the accounts that the start's settings describe, and brings those that it made before up to date. What an administrator edited
 * in the portal stays. A sandbox account rests (switched off, its history kept) while its carrier is a live one. A new or changed account
 * is off and waits for a probe (`tryWaitingAccounts`); one that has passed it with these settings stays on.
 */
export async function ensureAccounts(db: Db, secretsKey: string, plans: readonly AccountPlan[]): Promise<void> {
  for (const plan of plans) {
    const definition = getCarrier(plan.carrierId);
    const label = LABELS[plan.mode];
    const existing = await db.carrierAccount.findUnique({
      where: { carrier_label: { carrier: plan.carrierId, label } },
    });
    const id = existing?.id ?? uuidv7();
    const entries = Object.entries(plan.settings);
    const secrets = Object.fromEntries(entries.filter(([name]) => definition.secrets.includes(name)));
    const settings = Object.fromEntries(entries.filter(([name]) => !definition.secrets.includes(name)));
    if (!existing)
      await db.carrierAccount.create({
        data: {
          id,
          carrier: plan.carrierId,
          label,
          mode: plan.mode,
          settings,
          secrets: sealSecrets(secrets, secretsKey, id),
          callbackKey: randomBytes(24).toString("base64url"),
          isEnabled: false,
          awaitsProbe: true,
        },
      });
    else if (existing.origin === "environment") {
      // Each sealing differs; a row that is not written keeps its version, and with it what processes hold of it.
      const isSame = isDeepStrictEqual([settings, secrets], [existing.settings, openKept(existing, secretsKey)]);
      const isReady = existing.isEnabled || existing.awaitsProbe;
      if (!isSame || !isReady)
        await db.carrierAccount.update({
          where: { id },
          data: {
            settings,
            secrets: sealSecrets(secrets, secretsKey, id),
            isEnabled: false,
            awaitsProbe: true,
            probedAt: null,
            probeMessage: null,
          },
        });
    }
    if (plan.mode === "live")
      await db.carrierAccount.updateMany({
        where: { carrier: plan.carrierId, mode: "sandbox" },
        data: { isEnabled: false, awaitsProbe: false },
      });
  }
}

/** Null where the key is another one: then the secrets are sealed again. */
function openKept({ secrets, id }: { secrets: string | null; id: string }, secretsKey: string) {
  try {
    return openSecrets(secrets, secretsKey, id);
  } catch {
    return null;
  }
}
