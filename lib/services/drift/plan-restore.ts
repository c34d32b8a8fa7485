import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows, type QueryRunner } from "@/lib/db/sql";
import { driftChoice, type RestorePlan } from "@/lib/domain/drift";
import { RESTORED_BY } from "@/lib/domain/drift-rules";
import { phoneNumber } from "@/lib/domain/phone-number";
import { type ChosenDrift, readChosen } from "./drift-choice";

export const planRestoreInput = z.object({ choice: driftChoice });

export type RestoreGroup = {
  kind: RestorePlan["orders"][number]["kind"];
  accountId: string;
  /** The campaign or the application that they go back to. */
  to: string | null;
  rows: ChosenDrift[];
};

const applicationRow = z.object({ e164: phoneNumber, account_id: z.string(), application: z.string() });

/** One group for each order; `left` is what no order brings back. */
export async function groupRestore(
  runner: QueryRunner,
  chosen: readonly ChosenDrift[],
): Promise<{ groups: RestoreGroup[]; left: ChosenDrift[] }> {
  const lost = chosen.filter(({ kind }) => kind === "registration-lost");
  const applications = await queryRows(runner, applicationRow)`
    SELECT u.e164, u.account_id, e.application FROM unnest(${lost.map((row) => row.e164)}::text[], ${lost.map((row) => row.account_id)}::uuid[])
      AS u(e164, account_id)
    CROSS JOIN LATERAL (SELECT before AS application FROM number_event
      WHERE e164 = u.e164 AND account_id = u.account_id AND field = 'applicationId' AND before IS NOT NULL ORDER BY at DESC LIMIT 1) e`;
  const findTarget = (row: ChosenDrift): string | null =>
    row.kind === "registration-lost"
      ? (applications.find((one) => one.e164 === row.e164 && one.account_id === row.account_id)?.application ?? null)
      : row.facet === "campaignId"
        ? row.before
        : null;
  const left: ChosenDrift[] = [];
  const groups = new Map<string, RestoreGroup>();
  for (const row of chosen) {
    // How a campaign fares is no state of the number: assigning it to the same one again changes nothing.
    const kind = row.facet === "campaignState" ? null : RESTORED_BY[row.kind];
    const to = findTarget(row);
    if (kind === null || ((kind === "register" || kind === "campaign-assign") && to === null)) {
      left.push(row);
      continue;
    }
    const key = `${row.account_id} ${kind} ${to ?? ""}`;
    const group = groups.get(key) ?? { kind, accountId: row.account_id, to, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return { groups: [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group), left };
}

const accountRow = z.object({ id: z.string(), carrier: z.string(), label: z.string() });

/** What *Restore* would place; nothing is placed. */
export async function planRestore(ctx: Context, { choice }: z.output<typeof planRestoreInput>): Promise<RestorePlan> {
  const { groups, left } = await groupRestore(ctx.sql, await readChosen(ctx.sql, ctx, "drift", choice));
  const accounts = await queryRows(ctx.sql, accountRow)`SELECT id, carrier, label FROM carrier_account`;
  const nameAccount = (id: string) => {
    const account = accounts.find((one) => one.id === id);
    return account ? `${findCarrier(account.carrier)?.label ?? account.carrier} · ${account.label}` : id;
  };
  const kinds = [...new Set(left.map(({ kind }) => kind))];
  return {
    orders: groups.map(({ kind, accountId, to, rows }) => ({
      kind,
      accountLabel: nameAccount(accountId),
      numbers: rows.length,
      to,
    })),
    left: kinds.map((kind) => ({ kind, numbers: left.filter((row) => row.kind === kind).length })),
  };
}
