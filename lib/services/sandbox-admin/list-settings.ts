import { z } from "zod";
import type { Context } from "@/lib/context";
import { callSandbox } from "./call-sandbox";
import { settingValue, type SettingValue } from "./describe-sandbox";

/** `path`: `intelepeer.requestedMs`. */
export type SettingRow = { path: string; value: SettingValue };

/** The answer of `GET` and `PUT /settings`: groups of settings, and a few that stand alone. */
export const sandboxSettings = z.record(z.string(), settingValue);

/** Every setting in force, one row each, in the sandbox's order. */
export async function listSettings(_ctx: Context): Promise<SettingRow[]> {
  return flattenSettings(await callSandbox({ method: "GET", path: "/settings", answer: sandboxSettings }));
}

export function flattenSettings(settings: z.output<typeof sandboxSettings>): SettingRow[] {
  return Object.entries(settings).flatMap(([group, value]) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.entries(value).map(([name, inner]) => ({ path: `${group}.${name}`, value: inner }))
      : [{ path: group, value }],
  );
}
