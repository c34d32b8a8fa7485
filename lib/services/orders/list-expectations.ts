import "server-only";
import type { Context } from "@/lib/context";
import { type OrderExpectation, readOrderTimes } from "@/lib/domain/expected-times";
import type { OrderKind } from "@/lib/domain/order";
import { findOpenAccount } from "@/lib/services/accounts/find-open-account";
import { readExpectedTimes } from "./expected-times";

/** In how many seconds an account's carrier usually confirms what it accepted, and an unknown outcome is settled, by kind. */
export type Expectation = { accountId: string; kind: OrderKind } & OrderExpectation;

/** Whether the number in `column` is toll-free, in SQL; the area codes are those of lib/domain/phone-number-rules.ts. */
export const isTollFreeSql = (column: string) => `${column} ~ '^\\+18(00|33|44|55|66|77|88)'`;

/** Accounts that are switched off, or whose credentials cannot be opened, expect nothing: nothing of theirs counts as overdue. */
export async function listExpectations(ctx: Pick<Context, "db" | "carriers">): Promise<Expectation[]> {
  const [times, accounts] = await Promise.all([
    readExpectedTimes(ctx),
    ctx.db.carrierAccount.findMany({ where: { isEnabled: true }, select: { id: true } }),
  ]);
  const lists = await Promise.all(
    accounts.map(async ({ id }) => {
      const account = await findOpenAccount(ctx, id);
      return Object.entries(account?.carrier.programs ?? {}).map(([kind, program]) => ({
        accountId: id,
        kind: kind as OrderKind,
        ...readOrderTimes(times, account?.carrierId ?? "", kind as OrderKind, program),
      }));
    }),
  );
  return lists.flat();
}
