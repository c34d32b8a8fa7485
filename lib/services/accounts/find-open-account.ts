import "server-only";
import type { Context, OpenAccount } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";

/** Null while the account is switched off or cannot be opened: its orders stay readable. */
export const findOpenAccount = ({ carriers }: Pick<Context, "carriers">, id: string): Promise<OpenAccount | null> =>
  carriers.open(id).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
