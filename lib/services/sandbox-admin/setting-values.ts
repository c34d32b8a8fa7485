import { z } from "zod";

export const settingValue = z.json();
export type SettingValue = z.output<typeof settingValue>;

/** `path`: `intelepeer.requestedMs`. */
export type SettingRow = { path: string; value: SettingValue };

export const limit = z.object({ requests: z.number(), windowMs: z.number(), burst: z.number().nullable() }).nullable();
/** `burst` null: a strict sliding window; a number: a bucket of that size. Null: no limit. */
export type Limit = z.output<typeof limit>;
