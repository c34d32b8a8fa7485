import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import type { OrderKind } from "@/lib/domain/order";

/** In how many seconds an account's carrier usually confirms what it accepted, by kind. */
export type Expectation = { accountId: string; kind: OrderKind; seconds: number; tollFreeSeconds: number };

/** Whether the number in `column` is toll-free, in SQL; the area codes are those of lib/domain/phone-number-rules.ts. */
export const isTollFreeSql = (column: string) => `${column} ~ '^\\+18(00|33|44|55|66|77|88)'`;

/** Accounts that are switched off, or whose credentials cannot be opened, expect nothing: nothing of theirs counts as overdue. */
export async function listExpectations({ db, carriers }: Pick<Context, "db" | "carriers">): Promise<Expectation[]> {
  const accounts = await db.carrierAccount.findMany({ where: { isEnabled: true }, select: { id: true } });
  const lists = await Promise.all(
    accounts.map(async ({ id }) => {
      const account = await carriers.open(id).catch((error: unknown) => {
        if (error instanceof AppError) return null;
        throw error;
      });
      return Object.entries(account?.carrier.programs ?? {}).map(([kind, program]) => ({
        accountId: id,
        kind: kind as OrderKind,
        seconds: program.expectedWithin,
        tollFreeSeconds: program.expectedWithinTollFree ?? program.expectedWithin,
      }));
    }),
  );
  return lists.flat();
}
