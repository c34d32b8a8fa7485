import "server-only";
import type { Context } from "@/lib/context";
import { saveSetting } from "@/lib/db/save-setting";
import {
  DEFAULT_FRESHNESS,
  FRESH_FIELD_LABELS,
  FRESH_FIELDS,
  freshnessHours,
  type FreshnessHours,
} from "@/lib/domain/freshness";

const KEY = "freshness.hours";

export const freshnessInput = freshnessHours;

/** Per value, in hours; the defaults where nobody has set anything else. */
export async function readFreshness({ db }: Pick<Context, "db">): Promise<FreshnessHours> {
  const row = await db.setting.findUnique({ where: { key: KEY } });
  return freshnessHours.safeParse(row?.value).data ?? DEFAULT_FRESHNESS;
}

export async function saveFreshness(ctx: Context, after: FreshnessHours): Promise<void> {
  const before = await readFreshness(ctx);
  const changed = FRESH_FIELDS.filter((field) => before[field] !== after[field]);
  if (changed.length === 0) return;
  await saveSetting(ctx, KEY, after, {
    action: "freshness.changed",
    summary: changed.map((field) => `${FRESH_FIELD_LABELS[field]}: old after ${after[field]} h`).join(", "),
    before,
    after,
  });
}
