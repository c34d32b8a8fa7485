import "server-only";
import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { getCarrier } from "@/lib/carriers/registry";
import type { Db } from "@/lib/db/client";
import { sealSecrets } from "./secrets";

export type AccountPlan = { carrierId: string; mode: "live" | "sandbox"; settings: Readonly<Record<string, string>> };

const LABELS = { live: "Main", sandbox: "Sandbox" } as const;

/**
 * Makes the accounts that the start's settings describe, and brings those that it made before up to date. What an administrator edited
 * in the portal stays. A sandbox account rests (switched off, its history kept) while its carrier is a live one.
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
        },
      });
    else if (existing.origin === "environment")
      await db.carrierAccount.update({
        where: { id },
        data: { settings, secrets: sealSecrets(secrets, secretsKey, id), isEnabled: true },
      });
    if (plan.mode === "live")
      await db.carrierAccount.updateMany({
        where: { carrier: plan.carrierId, mode: "sandbox" },
        data: { isEnabled: false },
      });
  }
}
