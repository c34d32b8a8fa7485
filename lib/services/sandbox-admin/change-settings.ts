import { z } from "zod";
import type { Context } from "@/lib/context";
import { callSandbox } from "./call-sandbox";
import { settingValue } from "./describe-sandbox";
import { flattenSettings, listSettings, sandboxSettings, type SettingRow } from "./list-settings";
import { recordSandboxChange } from "./record-change";

const MASKED = /signature$/i;

export const changeSettingsInput = z.object({
  changes: z
    .array(z.object({ path: z.string().regex(/^[a-zA-Z]+(\.[a-zA-Z]+)?$/), value: settingValue }))
    .min(1, "Nothing was changed.")
    .max(200),
});

/** Takes effect with the next request. The sandbox refuses what it does not know and names the field. */
export async function changeSettings(
  ctx: Context,
  { changes }: z.output<typeof changeSettingsInput>,
): Promise<{ changed: number }> {
  const before = new Map((await listSettings(ctx)).map(({ path, value }) => [path, value]));
  const answer = await callSandbox({
    method: "PUT",
    path: "/settings",
    body: buildPatch(changes),
    answer: sandboxSettings,
  });
  const changed = flattenSettings(answer).filter(
    ({ path, value }) => JSON.stringify(before.get(path)) !== JSON.stringify(value),
  );
  if (changed.length === 0) return { changed: 0 };
  await recordSandboxChange(ctx, {
    action: "sandbox.settings-changed",
    summary: `Sandbox: changed ${changed.map(({ path }) => path).join(", ")}`,
    before: toValues(changed.map(({ path }) => ({ path, value: before.get(path) ?? null }))),
    after: toValues(changed),
  });
  return { changed: changed.length };
}

function buildPatch(changes: readonly SettingRow[]): Record<string, unknown> {
  const groups = new Map<string, [string, unknown][]>();
  const patch: [string, unknown][] = [];
  for (const { path, value } of changes) {
    const [group = path, name] = path.split(".");
    if (name === undefined) patch.push([path, value]);
    else groups.set(group, [...(groups.get(group) ?? []), [name, value]]);
  }
  return Object.fromEntries([...patch, ...[...groups].map(([group, members]) => [group, Object.fromEntries(members)])]);
}

const toValues = (rows: readonly SettingRow[]) =>
  Object.fromEntries(rows.map(({ path, value }) => [path, MASKED.test(path) ? "(not shown)" : value]));
