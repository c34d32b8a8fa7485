import { type CustomerName, NO_CUSTOMER } from "./customer";
import {
  groupAnswer,
  hasChanged,
  LOOKUP_CAUSE_IDS,
  LOOKUP_GROUPS,
  type LookupAnswers,
  type LookupCause,
  type LookupFact,
  type LookupGroup,
  type NumberAnswer,
  type ValuedAnswer,
} from "./lookup-answers";
import type { LookupRow } from "./lookup-rows";
import type { LookupPage, LookupQuery } from "./lookup-view";
import type { PhoneNumber } from "./phone-number";
import type { TagView } from "./tag";

/** A row with its answer, and what was answered before where that differs. */
export type AnsweredRow = {
  row: LookupRow;
  group: LookupGroup;
  answer: NumberAnswer | null;
  values: readonly LookupFact[];
  before: ValuedAnswer | null;
  /** Our own data, no carrier's. */
  customer: CustomerName | null;
  tags: readonly TagView[];
};

const indexAnswers = (answers: LookupAnswers) => new Map(answers.numbers.map((answer) => [answer.number, answer]));

type Answered = Pick<LookupPage, "rows" | "now" | "before">;

/** The earlier answers that differ from those of now. */
export function listChanged(before: LookupAnswers, now: LookupAnswers): LookupAnswers {
  const answers = indexAnswers(now);
  const numbers = before.numbers.filter((was) => {
    const answer = answers.get(was.number);
    return answer !== undefined && hasChanged({ answer: was, values: before.values }, { answer, values: now.values });
  });
  return { ...before, numbers };
}

/** Earlier answers for all numbers: those that have not changed are as they are now. For a page whose answers are to change. */
export function completeBefore<Page extends Answered>(page: Page): Page {
  const { before, now } = page;
  return before ? { ...page, before: { ...before, answers: mergeAnswers(now, before.answers) } } : page;
}

/** Joins rows, answers and earlier answers, in the order of the input. */
export function joinAnswers({ rows, now, before }: Answered): AnsweredRow[] {
  const answers = indexAnswers(now);
  const changed = new Map<PhoneNumber, AnsweredRow["before"]>();
  if (before)
    for (const was of listChanged(before.answers, now).numbers)
      changed.set(was.number, { answer: was, values: before.answers.values });
  return rows.map((row) => {
    const answer = row.number === null ? null : (answers.get(row.number) ?? null);
    const was = row.number === null ? null : (changed.get(row.number) ?? null);
    return { row, group: groupRow(row, answer), answer, values: now.values, before: was, ...readLabels(answer, now) };
  });
}

function readLabels(answer: NumberAnswer | null, { labels }: LookupAnswers): Pick<AnsweredRow, "customer" | "tags"> {
  const name = answer?.customer === undefined ? undefined : labels?.customers[answer.customer];
  return {
    customer: answer?.customer === undefined || name === undefined ? null : { id: answer.customer, name },
    tags: (answer?.tags ?? []).flatMap((id) => labels?.tags[id] ?? []),
  };
}

function groupRow({ number, duplicateOf }: LookupRow, answer: NumberAnswer | null): LookupGroup {
  if (number === null) return "invalid";
  if (duplicateOf !== null) return "duplicate";
  return answer ? groupAnswer(answer) : "unknown";
}

/** A later part of the answers laid over all of them. */
export function mergeAnswers(all: LookupAnswers, part: LookupAnswers): LookupAnswers {
  if (part.numbers.length === 0) return { ...all, at: part.at };
  const labels = {
    customers: { ...all.labels?.customers, ...part.labels?.customers },
    tags: { ...all.labels?.tags, ...part.labels?.tags },
  };
  const values = [...all.values];
  const moved = part.values.map((fact) => values.push(fact) - 1);
  const newer = new Map(
    part.numbers.map((answer) => [
      answer.number,
      { ...answer, facts: answer.facts.map(([fact, at]): [number, number] => [moved[fact] ?? fact, at]) },
    ]),
  );
  return { at: part.at, values, labels, numbers: all.numbers.map((answer) => newer.get(answer.number) ?? answer) };
}

/** Rows with the chosen group, cause, carrier, customer, tag and digits; a duplicate has only its group of its own. */
export function filterRows(rows: readonly AnsweredRow[], query: LookupQuery): AnsweredRow[] {
  const { show, cause, carrier, changed, customer, tag, q } = query;
  const text = q?.toLowerCase();
  const digits = q?.replace(/\D/g, "").replace(/^1(?=\d{10}$)/, "") ?? "";
  return rows.filter((one) => {
    const { row, group, answer, before } = one;
    if (show !== undefined && group !== show) return false;
    if (cause !== undefined && (group === "duplicate" || answer?.cause !== cause)) return false;
    if (carrier !== undefined && (group === "duplicate" || !isAtCarrier(answer, carrier))) return false;
    if (changed !== undefined && (group === "duplicate" || before === null)) return false;
    if (customer !== undefined && (!hasLabels(one) || (one.customer?.id ?? NO_CUSTOMER) !== customer)) return false;
    if (tag !== undefined && (group === "duplicate" || !one.tags.some(({ id }) => id === tag))) return false;
    if (text === undefined) return true;
    return row.original.toLowerCase().includes(text) || (digits !== "" && (row.number?.includes(digits) ?? false));
  });
}

/** In place of a carrier's id: no carrier reports anything. */
export const NO_CARRIER = "none";
const isAtCarrier = (answer: NumberAnswer | null, carrier: string) =>
  answer !== null && (carrier === NO_CARRIER ? answer.carriers.length === 0 : answer.carriers.includes(carrier));

/** Rows that stand for a number of their own. */
export const hasLabels = ({ group, answer }: AnsweredRow) => group !== "duplicate" && answer !== null;

export type LookupGroups = {
  total: number;
  groups: { group: LookupGroup; count: number }[];
  causes: { cause: LookupCause; count: number }[];
  carriers: { carrier: string; count: number }[];
  /** The most frequent first. A null customer: numbers without one; empty where no number has any. */
  customers: { customer: CustomerName | null; count: number }[];
  tags: { tag: TagView; count: number }[];
  changed: number;
};

/** How many rows are in each group, cause, carrier, and with each customer and tag; problems first. Groups add up to `total`. */
export function countGroups(rows: readonly AnsweredRow[]): LookupGroups {
  const groups = new Map<LookupGroup, number>();
  const causes = new Map<LookupCause, number>();
  const carriers = new Map<string, number>();
  const add = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const customers = new Map<string, { customer: CustomerName | null; count: number }>();
  const tags = new Map<string, { tag: TagView; count: number }>();
  let changed = 0;
  for (const { group, answer, before, customer, tags: own } of rows) {
    add(groups, group);
    if (group === "duplicate" || answer === null) continue;
    add(causes, answer.cause);
    for (const carrier of answer.carriers.length > 0 ? answer.carriers : [NO_CARRIER]) add(carriers, carrier);
    if (before) changed += 1;
    const counted = customers.get(customer?.id ?? NO_CUSTOMER) ?? { customer, count: 0 };
    customers.set(customer?.id ?? NO_CUSTOMER, { ...counted, count: counted.count + 1 });
    for (const tag of own) tags.set(tag.id, { tag, count: (tags.get(tag.id)?.count ?? 0) + 1 });
  }
  const list = <K, Name extends string>(name: Name, counts: Map<K, number>, order: readonly K[]) =>
    order.flatMap((key) => {
      const count = counts.get(key);
      return count === undefined ? [] : [{ [name]: key, count } as Record<Name, K> & { count: number }];
    });
  const byCount = [...carriers].sort((a, b) => b[1] - a[1]).map(([carrier]) => carrier);
  return {
    total: rows.length,
    groups: list("group", groups, LOOKUP_GROUPS),
    causes: list("cause", causes, LOOKUP_CAUSE_IDS),
    carriers: list("carrier", carriers, byCount),
    customers: [...customers.values()].some(({ customer }) => customer !== null) ? mostFirst(customers) : [],
    tags: mostFirst(tags),
    changed,
  };
}

const mostFirst = <T extends { count: number }>(counted: ReadonlyMap<string, T>): T[] =>
  [...counted.values()].sort((a, b) => b.count - a.count);

/** The numbers of these rows, each once, in their order. */
export const listNumbers = (rows: readonly AnsweredRow[]): PhoneNumber[] => [
  ...new Set(rows.flatMap(({ row }) => row.number ?? [])),
];
