import "server-only";
import type { Context } from "@/lib/context";
import type { PhoneNumber } from "@/lib/domain/phone-number";

/**
 * Changes whenever a message, or what waits in quarantine, has changed: what a page that shows them asks for, cheaply. With `number`,
 * the messages of that number alone.
 */
export async function readMessageVersion(
  { sql }: Pick<Context, "sql">,
  { number }: { number?: PhoneNumber } = {},
): Promise<string> {
  if (number !== undefined) {
    const { rows } = await sql.query<{ version: string | null }>(
      `SELECT extract(epoch FROM max(changed_at))::text AS version FROM message WHERE e164 = $1`,
      [number],
    );
    return rows[0]?.version ?? "";
  }
  const { rows } = await sql.query<{ version: string }>(
    `SELECT concat_ws('/',
       (SELECT extract(epoch FROM max(changed_at)) FROM message),
       (SELECT max(received_at) FROM callback WHERE state IN ('quarantined', 'kept')),
       (SELECT count(*) FROM (SELECT FROM callback WHERE state IN ('quarantined', 'kept') LIMIT 1000) c)) AS version`,
  );
  return rows[0]?.version ?? "";
}
