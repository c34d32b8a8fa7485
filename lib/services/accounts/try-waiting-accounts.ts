import "server-only";
import type { Context } from "@/lib/context";
import { idRow, queryRows } from "@/lib/db/sql";
import { log } from "@/lib/log";
import { tryAccount } from "./try-account";

/** A carrier that is down is asked again; often enough to be on soon after it is back. */
const AGAIN_SECONDS = 60;

/**
 * Probes the accounts that are off until a probe passes, each at most once a minute whatever the number of processes. `mode` limits it to
 * such accounts. Returns how many were switched on.
 */
export async function tryWaitingAccounts(
  ctx: Pick<Context, "sql" | "carriers">,
  { mode }: { mode?: "live" | "sandbox" } = {},
): Promise<number> {
  const rows = await queryRows(ctx.sql, idRow)`
    UPDATE carrier_account SET probed_at = now()
    WHERE awaits_probe AND (${mode ?? null}::text IS NULL OR mode = ${mode ?? null}) AND (probed_at IS NULL OR probed_at < now() - make_interval(secs => ${AGAIN_SECONDS}))
    RETURNING id`;
  const tried = await Promise.all(
    rows.map(({ id }) =>
      tryAccount(ctx, id).catch((error: unknown) => {
        log.warn({ err: error, accountId: id }, "could not probe a carrier account");
        return null;
      }),
    ),
  );
  return tried.filter((one) => one?.isOn).length;
}
