import "server-only";
import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { getCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { getEnvironment } from "@/lib/env";
import { recordAudit } from "@/lib/db/record-audit";
import { checkSettings } from "./check-settings";
import type { AddAccountInput, SavedAccount } from "./save-input";
import { sealSecrets } from "@/lib/engine/accounts/secrets";
import { testAccount } from "./test-account";

/**
 * Adds a live account of a carrier and probes it: it is off until a probe passes. Errors: INVALID_INPUT (fields named), CONFLICT (the
 * carrier has one of that name).
 */
export async function addAccount(ctx: Context, input: AddAccountInput): Promise<SavedAccount> {
  const definition = getCarrier(input.carrierId);
  const { SECRETS_KEY, ALLOW_PRIVATE_CARRIER_HOSTS: allowPrivateHosts } = getEnvironment();
  const { settings, secrets } = checkSettings(definition, input.settings, {}, { allowPrivateHosts });
  const id = uuidv7();
  await ctx.db.$transaction(async (tx) => {
    const taken = await tx.carrierAccount.findUnique({
      where: { carrier_label: { carrier: definition.id, label: input.label } },
      select: { id: true },
    });
    if (taken)
      throw new AppError("CONFLICT", `${definition.label} already has an account named "${input.label}".`, {
        fields: { label: ["This name is taken."] },
      });
    await tx.carrierAccount.create({
      data: {
        id,
        carrier: definition.id,
        label: input.label,
        mode: "live",
        origin: "portal",
        settings,
        secrets: sealSecrets(secrets, SECRETS_KEY, id),
        callbackKey: randomBytes(24).toString("base64url"),
        isEnabled: false,
        awaitsProbe: true,
        probedAt: new Date(),
      },
    });
    await recordAudit(tx, ctx.actor, {
      action: "account.added",
      entityType: "carrier-account",
      entityId: id,
      summary: `Carrier account ${definition.label} · ${input.label} added`,
      reason: input.reason,
      after: { label: input.label, settings, secretsSet: Object.keys(secrets) },
    });
  });
  return { id, tested: await testAccount(ctx, { id }) };
}
