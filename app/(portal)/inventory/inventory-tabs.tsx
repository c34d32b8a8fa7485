"use client";

import { TabLinks } from "@/components/ui/tabs";
import { formatCount } from "@/components/ui/format";
import { useCart } from "./use-cart";

/** The parts of the inventory; the cart says how many numbers are in it. */
export function InventoryTabs({ current, accountId }: { current: "search" | "coverage" | "cart"; accountId: string }) {
  const { data } = useCart(accountId);
  const count = data && data.count > 0 ? formatCount(data.count) : undefined;
  const tabs = [
    { id: "search", label: "Search", href: `/inventory?account=${accountId}` },
    { id: "coverage", label: "Coverage", href: `/inventory/coverage?account=${accountId}` },
    { id: "cart", label: "Cart", href: `/inventory/cart?account=${accountId}`, count },
  ];
  return <TabLinks label="Inventory" tabs={tabs} current={current} />;
}
