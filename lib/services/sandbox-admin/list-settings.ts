import { z } from "zod";
import type { Context } from "@/lib/context";
import { callSandbox } from "./call-sandbox";

const setting = z.json();
export type SettingValue = z.output<typeof setting>;

export const sandboxSettings = z.record(z.string(), setting);

export const limit = z.object({ requests: z.number(), windowMs: z.number(), burst: z.number().nullable() }).nullable();
/** `burst` null: a strict sliding window; a number: a bucket of that size. Null: no limit. */
export type Limit = z.output<typeof limit>;

/** `path`: `intelepeer.requestedMs`. */
export type SettingRow = { path: string; value: SettingValue };

/** Every setting that is in force, one row each, in the sandbox's order. */
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
