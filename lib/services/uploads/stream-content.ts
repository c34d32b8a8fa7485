import "server-only";
import { escapeLiteral, type PoolClient } from "pg";
import { copyBytesOut } from "@/lib/db/bulk";
import type { Sql } from "@/lib/db/client";

/** The content of an upload, part after part. The client is of no use afterwards unless all was read. */
export const streamContent = (client: PoolClient, id: string): AsyncGenerator<Uint8Array> =>
  copyBytesOut(client, `SELECT bytes FROM upload_part WHERE upload_id = ${escapeLiteral(id)} ORDER BY n`);

/** The same on a connection of its own, which is closed where not all is wanted. */
export async function* openContent(sql: Sql, id: string): AsyncGenerator<Uint8Array> {
  const client = await sql.connect();
  let isWhole = false;
  try {
    yield* streamContent(client, id);
    isWhole = true;
  } finally {
    client.release(!isWhole);
  }
}
