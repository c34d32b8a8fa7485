import { formatCount } from "@/components/ui/format";
import type { AnswerPart } from "@/lib/domain/answer";
import { type DeliveryCounts, describeDelivery } from "@/lib/domain/delivery";

/** What was sent today, and what could not be taken in. */
export const describeMessages = (today: DeliveryCounts, kept: number): AnswerPart[] => [
  ...describeDelivery(today).map((part, index) => (index === 0 ? { ...part, text: `${part.text} today` } : part)),
  ...(kept > 0 ? [{ text: `${formatCount(kept)} in quarantine`, tone: "unknown" } as const] : []),
];
