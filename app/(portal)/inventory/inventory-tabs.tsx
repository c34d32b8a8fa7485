import { TabLinks } from "@/components/ui/tabs";

export function InventoryTabs({ current, accountId }: { current: "search" | "coverage"; accountId: string }) {
  const tabs = [
    { id: "search", label: "Search and order", href: `/inventory?account=${accountId}` },
    { id: "coverage", label: "Coverage", href: `/inventory/coverage?account=${accountId}` },
  ];
  return <TabLinks label="Inventory" tabs={tabs} current={current} />;
}
