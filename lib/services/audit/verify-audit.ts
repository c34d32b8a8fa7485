import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";

export const auditVerdict = z.object({ checked: z.number(), firstBroken: z.number().nullable() });
export type AuditVerdict = z.infer<typeof auditVerdict>;

/** Computes every seal again, as the trigger `seal_audit_event` of the migration does, and compares. */
export async function verifyAudit(ctx: Context): Promise<AuditVerdict> {
  const rows = await queryRows(ctx.sql, auditVerdict)`
    SELECT count(*) AS checked, min(seq) FILTER (WHERE hash IS DISTINCT FROM expected) AS "firstBroken"
    FROM (
      SELECT seq, hash, sha256(coalesce(lag(hash) OVER (ORDER BY seq), ''::bytea) || convert_to(concat_ws(chr(31),
        seq::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), coalesce(actor_id::text, ''), actor_label,
        action, entity_type, entity_id, summary, coalesce(reason, ''), coalesce(before::text, ''), coalesce(after::text, '')),
        'UTF8')) AS expected
      FROM audit_event
    ) AS chain`;
  return rows[0] ?? { checked: 0, firstBroken: null };
}
