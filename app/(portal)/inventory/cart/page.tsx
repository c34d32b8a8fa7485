import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { findDenial } from "@/lib/domain/permissions";
import { readRawQuery, type SearchProps } from "@/lib/domain/read-query";
import { chooseAccount } from "@/lib/domain/account-choice";
import { listCapableAccounts } from "@/lib/services/accounts/list-capable-accounts";
import { findCart } from "@/lib/services/cart/get-cart";
import { ChooseInventoryAccount } from "../choose-inventory-account";
import { CartView } from "./cart-view";

export const metadata: Metadata = { title: "Cart" };

export default async function CartPage({ searchParams }: SearchProps) {
  const params = readRawQuery(await searchParams);
  const ctx = await authorize("inventory:read");
  const accounts = await listCapableAccounts(ctx, { capabilities: ["inventory"] });
  const wanted = z.uuid().safeParse(params.account).data;
  const account = chooseAccount(accounts, "purchase", wanted);
  if (accounts.length === 0) redirect("/inventory");
  if (!account) return <ChooseInventoryAccount title="Cart" accounts={accounts} />;
  const cart = await findCart(ctx, account.id);
  const denial = findDenial(ctx.actor.role, "orders:write");
  return (
    <Page>
      <CartView key={account.id} account={account} accounts={accounts} cart={cart} denial={denial} />
    </Page>
  );
}
