// Prints the SQL of the next migration: `node --conditions=react-server --import tsx lib/runtime/diff-schema.ts`.
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { diffSchema } from "@/lib/db/diff-schema";
import { migrate } from "@/lib/db/migrate";
import { removeData } from "./postgres/placement";
import { startPostgres } from "./postgres/start-postgres";

const folder = mkdtempSync(path.join(tmpdir(), "tandem-diff-"));
chmodSync(folder, 0o755);
const server = await startPostgres(folder, "none");
try {
  await migrate(server.url);
  console.log((await diffSchema(server.url)) || "-- The migrations lead to what schema.prisma says.");
} finally {
  await server.stop();
  removeData(folder);
}
