import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { PhoneNumber } from "@/lib/domain/phone-number";

const versionRow = z.object({ version: z.string().nullable() });

/**
 * Changes whenever a message, or what waits in quarantine, has changed: what a page that shows them asks for, cheaply. With `number`,
 * the messages of that number alone.
 */
export async function readMessageVersion(
  { sql }: Pick<Context, "sql">,
  { number }: { number?: PhoneNumber } = {},
): Promise<string> {
  if (number !== undefined) {
    const rows = await queryRows(sql, versionRow)`
      SELECT extract(epoch FROM max(changed_at))::text AS version FROM message WHERE e164 = ${number}`;
    return rows[0]?.version ?? "";
  }
  const rows = await queryRows(sql, versionRow)`
    SELECT concat_ws('/',
      (SELECT extract(epoch FROM max(changed_at)) FROM message),
      (SELECT max(received_at) FROM callback WHERE state IN ('quarantined', 'kept')),
      (SELECT count(*) FROM (SELECT FROM callback WHERE state IN ('quarantined', 'kept') LIMIT 1000) c)) AS version`;
  return rows[0]?.version ?? "";
}
