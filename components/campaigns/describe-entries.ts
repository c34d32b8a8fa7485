import type { AnswerPart } from "@/lib/domain/answer";
import type { Total } from "@/lib/domain/page";
import { formatCount, formatNoun } from "../ui/format";

type Trouble = { refused: number; unknown: number; ended?: number; full?: number };

/** A list of brands or campaigns in one line: how many there are, and what is wrong with some of them. */
export function describeEntries({
  total: { count, isExact },
  isFiltered,
  noun,
  trouble: { refused, unknown, ended = 0, full = 0 },
}: {
  total: Total;
  isFiltered: boolean;
  noun: string;
  trouble: Trouble;
}): AnswerPart[] {
  if (count === 0) return [{ text: isFiltered ? `No ${noun} matches` : `No ${noun}s yet` }];
  const entries = isExact ? formatNoun(count, noun) : `${formatCount(count)}+ ${noun}s`;
  if (isFiltered) return [{ text: `${entries} ${count === 1 ? "matches" : "match"}` }];
  const exceptions = [
    { count: ended, text: "ended", tone: "bad" },
    { count: refused, text: "refused", tone: "bad" },
    { count: unknown, text: "with an unknown result", tone: "unknown" },
    { count: full, text: "full", tone: "pending" },
  ] as const;
  return [
    { text: entries },
    ...exceptions
      .filter((exception) => exception.count > 0)
      .map((exception) => ({ text: `${formatCount(exception.count)} ${exception.text}`, tone: exception.tone })),
  ];
}
