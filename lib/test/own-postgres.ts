import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrate } from "@/lib/db/migrate";
import { removeData } from "@/lib/runtime/postgres/placement";
import { startPostgres } from "@/lib/runtime/postgres/start-postgres";

/** A migrated PostgreSQL of one test's own, as durable as the product's, to be killed. */
export async function startOwnPostgres() {
  const folder = mkdtempSync(path.join(tmpdir(), "tandem-own-postgres-"));
  chmodSync(folder, 0o755);
  const data = path.join(folder, "data");
  let server = await startPostgres(data, "full");
  await migrate(server.url);
  return {
    url: server.url,
    /** It dies without a word, and a supervisor starts it again on the same data. */
    kill: async () => {
      process.kill(server.pid, "SIGKILL");
      await server.exited;
      server = await startPostgres(data, "full");
    },
    remove: async () => {
      await server.stop();
      removeData(data);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
