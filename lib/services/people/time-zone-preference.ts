import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { chooseTimeZone, timeZone } from "@/lib/domain/time-zone";
import { recordAudit } from "@/lib/db/record-audit";

const zoneRow = z.object({ zone: z.string().nullable() });

/** The zone that the person chose; null while the browser's own is followed. */
export async function readTimeZonePreference({ sql, actor }: Pick<Context, "sql" | "actor">): Promise<string | null> {
  const rows = await queryRows(sql, zoneRow)`
    SELECT preferences ->> 'timeZone' AS zone FROM person WHERE id = ${actor.id}`;
  const chosen = rows[0]?.zone ?? null;
  return chosen === null ? null : chooseTimeZone(chosen);
}

export const setTimeZoneInput = z.object({
  /** Null: follow the browser. */
  timeZone: timeZone.nullable(),
});

/** Days, filters and times of this person are those of the zone from the next request on, in every browser. */
export async function setTimeZone(ctx: Context, { timeZone }: z.output<typeof setTimeZoneInput>): Promise<null> {
  await ctx.db.$transaction(async (tx) => {
    const [before] = z.array(zoneRow).parse(
      await tx.$queryRaw`
        SELECT preferences ->> 'timeZone' AS zone FROM person WHERE id = ${ctx.actor.id}::uuid FOR UPDATE`,
    );
    await tx.$executeRaw`
      UPDATE person SET updated_at = now(), preferences = CASE WHEN ${timeZone}::text IS NULL THEN preferences - 'timeZone'
        ELSE jsonb_set(preferences, '{timeZone}', to_jsonb(${timeZone}::text)) END
      WHERE id = ${ctx.actor.id}::uuid`;
    await recordAudit(tx, ctx.actor, {
      action: "person.time-zone-set",
      entityType: "person",
      entityId: ctx.actor.id,
      summary: timeZone === null ? "Shows times in the browser's time zone" : `Shows times in ${timeZone}`,
      before: { timeZone: before?.zone ?? null },
      after: { timeZone },
    });
  });
  return null;
}
