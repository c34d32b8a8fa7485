import { TabLinks } from "@/components/ui/tabs";

/** The ways to look at all numbers. */
export const NumbersTabs = ({ current }: { current: "table" | "matrix" }) => (
  <TabLinks
    label="Numbers"
    tabs={[
      { id: "table", href: "/numbers", label: "All numbers" },
      { id: "matrix", href: "/numbers/matrix", label: "Import progress" },
    ]}
    current={current}
  />
);
