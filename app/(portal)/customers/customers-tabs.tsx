import { TabLinks } from "@/components/ui/tabs";

/** Our own data on numbers. */
export const CustomersTabs = ({ current }: { current: "customers" | "tags" }) => (
  <TabLinks
    label="Customers and tags"
    tabs={[
      { id: "customers", href: "/customers", label: "Customers" },
      { id: "tags", href: "/customers/tags", label: "Tags" },
    ]}
    current={current}
  />
);
