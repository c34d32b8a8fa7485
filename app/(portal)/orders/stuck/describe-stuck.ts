import { formatCount, formatNoun } from "@/components/ui/format";
import type { Stuck } from "@/lib/domain/stuck";

type Listed = Pick<Stuck, "moreOrders"> & {
  orders: readonly Pick<Stuck["orders"][number], "accepted" | "unknown">[];
  campaigns: readonly unknown[];
  messages: readonly Pick<Stuck["messages"][number], "count">[];
};

/** How much of what is stuck. */
export function describeStuck({ orders, campaigns, messages, moreOrders }: Listed): string {
  const numbers = orders.reduce((sum, { accepted, unknown }) => sum + accepted + unknown, 0);
  const sent = messages.reduce((sum, { count }) => sum + count, 0);
  return [
    numbers > 0 && `${formatCount(numbers)}${moreOrders > 0 ? "+" : ""} ${numbers === 1 ? "number" : "numbers"}`,
    campaigns.length > 0 && formatNoun(campaigns.length, "campaign"),
    sent > 0 && formatNoun(sent, "message"),
  ]
    .filter(Boolean)
    .join(", ")
    .concat(" stuck");
}
