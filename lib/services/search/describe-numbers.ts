import "server-only";
import type { Context } from "@/lib/context";
import { DRIFT_LABELS } from "@/lib/domain/drift";
import {
  groupAnswer,
  isOurs,
  LOOKUP_CAUSES,
  LOOKUP_GROUP_LABELS,
  type NumberAnswer,
} from "@/lib/domain/lookup-answers";
import type { Standing } from "@/lib/domain/service-state";
import { formatNational, type PhoneNumber } from "@/lib/domain/phone-number";
import type { SearchHit } from "@/lib/domain/search-hit";
import { readLabels } from "@/lib/services/customers/read-labels";
import { answerNumbers } from "@/lib/services/lookup/answer-numbers";

/** Numbers as hits, each with its verdict as a word. */
export async function describeNumbers(ctx: Context, numbers: readonly PhoneNumber[]): Promise<SearchHit[]> {
  if (numbers.length === 0) return [];
  const answers = await answerNumbers(ctx, numbers);
  const labels = await readLabels(ctx, numbers);
  return answers.numbers.map((answer) => ({
    kind: "number",
    key: answer.number,
    href: `/numbers/${encodeURIComponent(answer.number)}`,
    title: formatNational(answer.number),
    state: LOOKUP_GROUP_LABELS[groupAnswer(answer)],
    note: describeNote(answer, labels.get(answer.number)?.customer?.name),
  }));
}

/** A number that somebody merely typed once is not passed off as one of ours. */
function describeNote(answer: NumberAnswer, customer: string | undefined): string {
  const { place, cause, outcome, standing, isDoubleClaimed } = answer;
  const drift = (answer.drift ?? [])
    .map((kind) => DRIFT_LABELS[kind].label)
    .filter((label) => label !== LOOKUP_CAUSES[cause]);
  const reason = outcome === "can" || (!isOurs(answer) && cause === "unchecked") ? null : LOOKUP_CAUSES[cause];
  const claims = isDoubleClaimed ? `Two carriers: ${answer.claims ?? "both carry its messages"}` : null;
  return [
    reason,
    claims,
    ...new Set(drift),
    standing === null ? "Not in the inventory" : STANDING_NOTES[standing],
    customer ?? place,
  ]
    .filter(Boolean)
    .join(" · ");
}

const STANDING_NOTES = {
  ours: null,
  pending: null,
  mentioned: "mentioned only, no carrier lists it as ours",
} as const satisfies Record<Standing, string | null>;
