import { redirect } from "next/navigation";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { findDenial } from "@/lib/domain/permissions";
import { readRawQuery, type SearchProps } from "@/lib/domain/read-query";
import { findCart } from "@/lib/services/cart/get-cart";
import { ChooseInventoryAccount } from "../choose-inventory-account";
import { findInventoryAccount } from "../find-account";
import { CartView } from "./cart-view";

export default async function CartPage({ searchParams }: SearchProps) {
  const params = readRawQuery(await searchParams);
  const ctx = await authorize("inventory:read");
  const { accounts, account } = await findInventoryAccount(ctx, params);
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
