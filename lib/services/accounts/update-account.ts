import "server-only";
import { isDeepStrictEqual } from "node:util";
import { getCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { getEnvironment } from "@/lib/env";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { checkSettings } from "./check-settings";
import type { SavedAccount, UpdateAccountInput } from "./save-input";
import { openSecrets, sealSecrets } from "./secrets";
import { testAccount } from "./test-account";

/**
 * Saves an account: name, on or off, settings, replaced secrets, own rates. From then on it is kept as saved here. With other settings, or
 * switched on, it is probed and off until a probe passes. The audit names which secrets were replaced, never what they are. Errors: NOT_FOUND, INVALID_INPUT (fields named), CONFLICT (changed by another meanwhile).
 */
export async function updateAccount(ctx: Context, input: UpdateAccountInput): Promise<SavedAccount> {
  const { SECRETS_KEY } = getEnvironment();
  const needsProbe = await ctx.db.$transaction(async (tx) => {
    const row = await tx.carrierAccount.findUnique({ where: { id: input.id } });
    if (!row) throw new AppError("NOT_FOUND", "This carrier account does not exist.");
    const definition = getCarrier(row.carrier);
    const replaced = definition.secrets.filter((name) => input.settings[name]?.trim());
    const kept = openKept(row.secrets, SECRETS_KEY, row.id, definition.secrets, replaced);
    const { settings, secrets } = checkSettings(definition, input.settings, kept);
    const groups = Object.keys(definition.endpointGroups);
    const rates = Object.fromEntries(Object.entries(input.rates).filter(([group]) => groups.includes(group)));
    const taken = await tx.carrierAccount.findFirst({
      where: { carrier: row.carrier, label: input.label, id: { not: row.id } },
      select: { id: true },
    });
    if (taken)
      throw new AppError("CONFLICT", `${definition.label} already has an account named "${input.label}".`, {
        fields: { label: ["This name is taken."] },
      });
    const isChanged = replaced.length > 0 || !isDeepStrictEqual(settings, row.settings);
    const mustPass = input.isEnabled && (isChanged || !row.isEnabled);
    const saved = await tx.carrierAccount.updateMany({
      where: { id: row.id, updatedAt: new Date(input.updatedAt) },
      data: {
        label: input.label,
        isEnabled: input.isEnabled && !mustPass,
        awaitsProbe: mustPass,
        ...(mustPass && { probedAt: new Date(), probeMessage: null }),
        settings,
        secrets: sealSecrets(secrets, SECRETS_KEY, row.id),
        rates,
        origin: "portal",
      },
    });
    if (saved.count === 0) throw new AppError("CONFLICT");
    await recordAudit(tx, ctx.actor, {
      action: "account.updated",
      entityType: "carrier-account",
      entityId: row.id,
      summary: `Carrier account ${definition.label} · ${input.label} saved`,
      reason: input.reason,
      before: { label: row.label, isEnabled: row.isEnabled, settings: row.settings, rates: row.rates },
      after: { label: input.label, isEnabled: input.isEnabled, settings, rates, secretsReplaced: replaced },
    });
    return mustPass;
  });
  return { id: input.id, tested: needsProbe ? await testAccount(ctx, { id: input.id }) : null };
}

/** With every secret given anew, it does not matter that the old ones cannot be opened. */
function openKept(
  envelope: string | null,
  key: string,
  id: string,
  all: readonly string[],
  replaced: readonly string[],
): Record<string, string> {
  if (all.every((name) => replaced.includes(name))) return {};
  return openSecrets(envelope, key, id);
}
