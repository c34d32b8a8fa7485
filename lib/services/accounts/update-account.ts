import "server-only";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { type RegisteredCarrier, trimSlashes } from "@/lib/carriers/carrier";
import { getCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { getEnvironment } from "@/lib/env";
import { recordAudit } from "@/lib/db/record-audit";
import { checkSettings } from "./check-settings";
import { storedSettings } from "./list-accounts";
import type { SavedAccount, UpdateAccountInput } from "./save-input";
import { openSecrets, sealSecrets } from "@/lib/engine/accounts/secrets";
import { testAccount } from "./test-account";

const filledSettings = z.record(z.string(), z.unknown());

/**
 * Saves an account: name, on or off, settings, replaced secrets, own rates. From then on it is kept as saved here. With other settings, or
 * switched on, it is probed and off until a probe passes. The audit names which secrets were replaced, never what they are. A changed address
 * needs every secret entered again. Errors: NOT_FOUND, INVALID_INPUT (fields named), CONFLICT (changed by another meanwhile).
 */
export async function updateAccount(ctx: Context, input: UpdateAccountInput): Promise<SavedAccount> {
  const { SECRETS_KEY, ALLOW_PRIVATE_CARRIER_HOSTS: allowPrivateHosts } = getEnvironment();
  const needsProbe = await ctx.db.$transaction(async (tx) => {
    const row = await tx.carrierAccount.findUnique({ where: { id: input.id } });
    if (!row) throw new AppError("NOT_FOUND", "This carrier account does not exist.");
    const definition = getCarrier(row.carrier);
    const replaced = definition.secrets.filter((name) => input.settings[name]?.trim());
    const kept = openKept(row.secrets, SECRETS_KEY, row.id, definition.secrets, replaced);
    const { settings, secrets } = checkSettings(definition, input.settings, kept, { allowPrivateHosts });
    const before = storedSettings.catch({}).parse(row.settings);
    if (hasOtherAddress(definition, { ...before, ...secrets }, { ...settings, ...secrets }))
      demandSecrets(Object.keys(secrets), replaced);
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

type Values = Readonly<Record<string, unknown>>;

/** An address that is absent is the carrier's own, which the schema fills in. */
function hasOtherAddress({ settings: schema }: RegisteredCarrier, before: Values, after: Values): boolean {
  const fill = (values: Values): Values => filledSettings.catch(values).parse(schema.safeParse(values).data);
  const spell = (value: unknown) =>
    typeof value === "string" && /^https?:/i.test(value) && URL.canParse(value)
      ? trimSlashes(new URL(value).href)
      : null;
  const [old, next] = [fill(before), fill(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(next)])].some(
    (name) => spell(old[name]) !== spell(next[name]),
  );
}

/** Else somebody who may not see the secrets could have them sent to a place of his own. Throws AppError INVALID_INPUT. */
function demandSecrets(needed: readonly string[], replaced: readonly string[]) {
  const missing = needed.filter((name) => !replaced.includes(name));
  if (missing.length === 0) return;
  const message = ["Enter it again: the address has changed."];
  throw new AppError("INVALID_INPUT", "An address has changed. Enter the secrets again.", {
    fields: Object.fromEntries(missing.map((name) => [name, message])),
  });
}

/** With every secret entered again, it does not matter that the old ones cannot be opened. */
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
