import type { Total } from "@/lib/domain/page";
import { formatCount } from "@/components/ui/format";
import type { AnswerPart } from "@/lib/domain/answer";
import type { NumberListView } from "@/lib/domain/number-list-view";

const PHRASES = {
  "cannot-text": ["cannot text", "cannot text"],
  drifted: ["has drifted", "have drifted"],
  stale: ["was not read lately", "were not read lately"],
} as const satisfies Record<NumberListView, readonly [one: string, many: string]>;

const spell = ({ count, isExact }: Total) => `${formatCount(count)}${isExact ? "" : "+"}`;
const nameNumbers = (total: Total) => `${spell(total)} ${total.count === 1 ? "number" : "numbers"}`;

/** What the list says in one line: how many there are, and what is wrong with some of them. */
export function describeAnswer({
  total,
  view,
  isFiltered,
  counts,
}: {
  total: Total;
  view: NumberListView | undefined;
  isFiltered: boolean;
  counts: Partial<Record<NumberListView, Total>>;
}): AnswerPart[] {
  if (total.count === 0)
    return [{ text: view ? `No number ${PHRASES[view][0]}` : isFiltered ? "No number matches" : "No numbers yet" }];
  const phrase = view ? ` ${PHRASES[view][total.count === 1 ? 0 : 1]}` : "";
  const subject = `${nameNumbers(total)}${phrase}`;
  if (isFiltered) return [{ text: `${subject} ${view ? "and " : ""}${total.count === 1 ? "matches" : "match"}` }];
  const cannot = counts["cannot-text"];
  if (view || !cannot || cannot.count === 0) return [{ text: subject }];
  return [{ text: subject }, { text: `${spell(cannot)} cannot text`, tone: "bad" }];
}
