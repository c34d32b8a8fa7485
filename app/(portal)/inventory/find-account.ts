import { z } from "zod";
import type { Context } from "@/lib/context";
import { chooseAccount } from "@/lib/domain/account-choice";
import { listCapableAccounts } from "@/lib/services/accounts/list-capable-accounts";

/** The accounts with an inventory, and the one that the address means; undefined where a person has to choose. */
export async function findInventoryAccount(ctx: Context, params: Readonly<Record<string, string | undefined>>) {
  const accounts = await listCapableAccounts(ctx, { capabilities: ["inventory"] });
  return { accounts, account: chooseAccount(accounts, "purchase", z.uuid().safeParse(params.account).data) };
}
