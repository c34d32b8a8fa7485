import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { saveSetting } from "@/lib/db/save-setting";

const KEY = "uploads.kept_days";
const DEFAULT_DAYS = 90;
const MAX_DAYS = 3_650;

const days = z
  .int("Give a whole number of days.")
  .min(1, "At least 1 day.")
  .max(MAX_DAYS, `At most ${MAX_DAYS.toLocaleString("en-US")} days.`);
export const uploadAgeInput = z.object({ days });
export type UploadAgeInput = z.output<typeof uploadAgeInput>;

/** For how many days the content and rows of a new upload are kept. */
export async function readUploadAge({ db }: Pick<Context, "db">): Promise<number> {
  const row = await db.setting.findUnique({ where: { key: KEY } });
  return days.safeParse(row?.value).data ?? DEFAULT_DAYS;
}

/** Uploads that exist already keep the day on which they end. */
export async function saveUploadAge(ctx: Context, { days: after }: UploadAgeInput): Promise<void> {
  const before = await readUploadAge(ctx);
  await saveSetting(ctx, KEY, after, {
    action: "upload-age.changed",
    summary: `Uploads are kept for ${after} days`,
    before: { days: before },
    after: { days: after },
  });
}
