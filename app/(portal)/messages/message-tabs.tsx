import { TabLinks } from "@/components/ui/tabs";

export type MessageTab = "threads" | "search" | "delivery" | "silent" | "quarantine";

/** `kept`: how many callbacks wait for a person, where the page knows it. */
export function MessageTabs({ current, kept = 0 }: { current: MessageTab; kept?: number }) {
  const tabs = [
    { id: "threads", href: "/messages", label: "Threads" },
    { id: "search", href: "/messages/search", label: "Search" },
    { id: "delivery", href: "/messages/delivery", label: "Delivery" },
    { id: "silent", href: "/messages/silent", label: "Silent numbers" },
    { id: "quarantine", href: "/messages?view=quarantine", label: "Quarantine", ...(kept > 0 && { count: kept }) },
  ];
  return <TabLinks label="Messages" tabs={tabs} current={current} />;
}
