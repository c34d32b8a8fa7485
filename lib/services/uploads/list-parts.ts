import "server-only";
import { z } from "zod";
import { type QueryRunner, queryRows } from "@/lib/db/sql";

const partRow = z.object({ n: z.number(), size: z.number() });

/** Parts that have come, by number, with their bytes. */
export const listParts = (runner: QueryRunner, id: string) =>
  queryRows(runner, partRow)`SELECT n, octet_length(bytes) AS size FROM upload_part WHERE upload_id = ${id} ORDER BY n`;
