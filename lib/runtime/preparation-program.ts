import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { queryRows } from "@/lib/db/sql";
import { getEnvironment } from "@/lib/env";
import { prepareDatabase } from "@/lib/server/prepare-database";
import { explainStartupError } from "@/lib/server/startup-error";
import { seed } from "@/prisma/seed";
import type { Preparation } from "./preparation";

const { SANDBOX_URLS, SANDBOX_ADMIN_KEY } = getEnvironment();

// Nobody is left who would wait for the outcome; what was begun is undone or found again by the next start.
process.on("disconnect", () => process.exit(1));

try {
  const { filled: isSeeded, ...prepared } = await prepareDatabase(async ({ database, carriers, areAllSimulated }) => {
    // Simulated numbers never stand beside real ones.
    if (SANDBOX_URLS === undefined || !areAllSimulated || !(await isUnused(database))) return false;
    await seed({ database, carriers, sandbox: { admin: SANDBOX_URLS.admin, adminKey: SANDBOX_ADMIN_KEY } });
    return true;
  });
  const preparation: Preparation = { ...prepared, isSeeded };
  process.send?.({ type: "ready", ...preparation }, () => process.exit(0));
} catch (error) {
  const message = explainStartupError(error);
  if (message === null) throw error;
  process.send?.({ type: "failed", message }, () => process.exit(1));
}

/** No number and no order yet, and every account has passed its probe. */
async function isUnused({ sql }: Database): Promise<boolean> {
  const rows = await queryRows(sql, z.object({ unused: z.boolean() }))`
    SELECT NOT EXISTS (SELECT FROM number) AND NOT EXISTS (SELECT FROM orders)
       AND NOT EXISTS (SELECT FROM carrier_account WHERE awaits_probe) AS unused`;
  return rows[0]?.unused === true;
}
