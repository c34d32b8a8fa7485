import { openDatabase } from "@/lib/db/client";
import { type Settings } from "@/lib/env";
import { resetAdmin as resetPassword } from "@/lib/services/people/ensure-first-admin";
import { migrate } from "@/lib/db/migrate";
import { readPortalUrl, startPostgres } from "./postgres/start-postgres";
import { findRunningPortal, takeRunLock } from "./run-lock";

/**
 * `npm start -- reset-admin`: gives the administrator ADMIN_EMAIL (or the first one) a new password, ADMIN_PASSWORD or one that
 * is made, and prints it. Works while the portal runs and while it does not.
 */
export async function resetAdmin(settings: Settings, print: (line: string) => void): Promise<void> {
  if (settings.DATABASE_URL !== undefined) return resetAt(settings.DATABASE_URL, settings, print);
  if (findRunningPortal(settings.DATA_DIR) !== null) return resetAt(readPortalUrl(settings.DATA_DIR), settings, print);
  const lock = await takeRunLock(settings.DATA_DIR);
  const server = await startPostgres(settings.DATA_DIR);
  try {
    await resetAt(server.url, settings, print);
  } finally {
    await server.stop();
    lock.release();
  }
}

async function resetAt(databaseUrl: string, settings: Settings, print: (line: string) => void): Promise<void> {
  await migrate(databaseUrl);
  const database = openDatabase(databaseUrl, { connections: 1 });
  try {
    const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = settings;
    const admin = await resetPassword(database.db, { email, password });
    print(
      `${admin.email} signs in with ${password === undefined ? `the new password ${admin.password}` : "ADMIN_PASSWORD"}`,
    );
  } finally {
    await database.close();
  }
}
