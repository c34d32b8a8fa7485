import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { DEFAULT_MESSAGE_AGE_DAYS } from "@/lib/domain/readiness";
import { saveSetting } from "@/lib/db/save-setting";

const KEY = "readiness.message_age_days";
const MAX_DAYS = 3_650;

const days = z
  .int("Give a whole number of days.")
  .min(1, "At least 1 day.")
  .max(MAX_DAYS, `At most ${MAX_DAYS.toLocaleString("en-US")} days.`);
export const messageAgeInput = z.object({ days });
export type MessageAgeInput = z.output<typeof messageAgeInput>;

/** SQL: the age, as an interval, up to which a message shows that its number works. */
export const MESSAGE_AGE_SQL = `(coalesce((SELECT (value #>> '{}')::int FROM setting WHERE key = '${KEY}'), ${DEFAULT_MESSAGE_AGE_DAYS})
  * interval '1 day')`;

/** In days. */
export async function readMessageAge({ db }: Pick<Context, "db">): Promise<number> {
  const row = await db.setting.findUnique({ where: { key: KEY } });
  return days.safeParse(row?.value).data ?? DEFAULT_MESSAGE_AGE_DAYS;
}

export async function saveMessageAge(ctx: Context, { days: after }: MessageAgeInput): Promise<void> {
  const before = await readMessageAge(ctx);
  await saveSetting(ctx, KEY, after, {
    action: "message-age.changed",
    summary: `Messages count for ${after} days`,
    before: { days: before },
    after: { days: after },
  });
}
