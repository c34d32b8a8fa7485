import { formatCount, formatNoun } from "@/components/ui/format";
import type { ItemChoice } from "@/lib/domain/order-query";
import type { OrderHead, OutcomeGroup } from "@/lib/domain/order-view";
import type { PhoneNumber } from "@/lib/domain/phone-number";

export type RetryOffer = {
  label: string;
  count: number;
  items: readonly PhoneNumber[];
  choice: ItemChoice;
  /** Only where trying again can work is it what the page suggests. */
  variant: "primary" | "secondary";
};

/** The ways to retry failed numbers, the one that can work first; `reason`: why the others will fail again. */
export function planRetry(
  { counts: { failed }, retryable }: Pick<OrderHead, "counts" | "retryable">,
  groups: readonly OutcomeGroup[],
): { offers: RetryOffer[]; reason: string | null } {
  if (failed === 0) return { offers: [], reason: null };
  const ofFailed = groups.filter((group) => group.state === "failed");
  const all = { count: failed, items: ofFailed.flatMap(({ first }) => first), choice: { by: "failed" } } as const;
  if (retryable === failed)
    return { offers: [{ ...all, label: `Retry ${formatCount(failed)} failed`, variant: "primary" }], reason: null };
  const hopeless = ofFailed.filter(({ isRetryable }) => !isRetryable);
  const which = retryable === 0 ? "" : ` ${formatCount(failed - retryable)} of these numbers`;
  const reason = `Retry will not help${which}: ${explain(hopeless)}`;
  if (retryable === 0)
    return { offers: [{ ...all, label: `Retry ${formatCount(failed)} failed`, variant: "secondary" }], reason };
  const hopeful = ofFailed.filter(({ isRetryable }) => isRetryable);
  return {
    offers: [
      {
        label: `Retry ${formatCount(retryable)} of ${formatCount(failed)} failed`,
        count: retryable,
        items: hopeful.flatMap(({ first }) => first),
        choice: { by: "retryable" },
        variant: "primary",
      },
      { ...all, label: `Retry all ${formatCount(failed)} failed`, variant: "secondary" },
    ],
    reason,
  };
}

/** The most frequent cause, what to do about it, and how many others there are. */
function explain(groups: readonly OutcomeGroup[]): string {
  const [first] = groups.toSorted((one, other) => other.count - one.count);
  if (!first) return "see the causes below.";
  const cause = [first.meaning ?? first.message, first.action].filter(Boolean).join(" ");
  const others = groups.length - 1;
  return `${cause}${first.code ? ` (${first.code})` : ""}${others > 0 ? `; and ${formatNoun(others, "other cause")} below` : ""}`;
}
