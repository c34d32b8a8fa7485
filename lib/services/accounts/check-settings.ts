import "server-only";
import type { RegisteredCarrier } from "@/lib/carriers/carrier";
import { findUnsafeSettings } from "@/lib/carriers/registry";
import { AppError } from "@/lib/domain/errors";
import { listSettingNames } from "./setting-names";

export type SplitSettings = { settings: Record<string, string>; secrets: Record<string, string> };

/**
 * Sorts what a person gave into plain settings and secrets and checks the whole with the carrier's own schema. A blank secret means the
 * one in `kept`. Throws AppError INVALID_INPUT that names each field.
 */
export function checkSettings(
  definition: RegisteredCarrier,
  given: Readonly<Record<string, string>>,
  kept: Readonly<Record<string, string>>,
  options: { allowPrivateHosts: boolean },
): SplitSettings {
  const names = listSettingNames(definition);
  const unknownName = Object.keys(given).find((name) => !names.includes(name));
  if (unknownName !== undefined)
    throw new AppError("INVALID_INPUT", `${definition.label} has no setting "${unknownName}".`);
  const settings: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  for (const name of names) {
    const isSecret = definition.secrets.includes(name);
    const value = given[name]?.trim() || (isSecret ? kept[name] : undefined);
    if (value === undefined || value === "") continue;
    if (isSecret) secrets[name] = value;
    else settings[name] = value;
  }
  const checked = definition.settings.safeParse({ ...settings, ...secrets });
  const malformed = (checked.error?.issues ?? []).map(({ path, message }) => ({ name: path.join("."), message }));
  // A secret that is kept was entered before.
  const entered = Object.fromEntries(names.map((name) => [name, given[name]?.trim() || undefined]));
  const unsafe = findUnsafeSettings(definition, entered, options).filter(
    ({ name }) => !malformed.some((issue) => issue.name === name),
  );
  const issues = [...malformed, ...unsafe];
  if (issues.length === 0) return { settings, secrets };
  const fields: Record<string, string[]> = {};
  for (const { name, message } of issues)
    fields[name] = [...(fields[name] ?? []), `${message.charAt(0).toUpperCase()}${message.slice(1)}.`];
  throw new AppError("INVALID_INPUT", undefined, { fields });
}
