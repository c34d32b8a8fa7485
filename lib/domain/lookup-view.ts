import { z } from "zod";
import { one } from "./address-field";
import { LOOKUP_CAUSE_IDS, LOOKUP_GROUPS, type LookupAnswers } from "./lookup-answers";
import type { LookupRow } from "./lookup-rows";
import type { NumberCounts } from "./number-list";

/** Lists of at most so many numbers are read at the carriers as soon as they are pasted: about ten calls, which let others pass first. */
export const ASKED_AT_ONCE = 200;

export const LOOKUP_ROUND_STATES = ["asking", "done", "stopped"] as const;

/** How far one account has been asked. */
export type LookupAsk = {
  accountId: string;
  name: string;
  total: number;
  done: number;
  /** What it said to the last try, if that failed. */
  failure: string | null;
  isOver: boolean;
  /** When it is asked again after a failure (ISO 8601). */
  againAt: string | null;
};

/** One answer: the first is what the database held; later ones asked the carriers. Instants are ISO 8601. */
export type LookupRound = {
  n: number;
  state: (typeof LOOKUP_ROUND_STATES)[number];
  person: string | null;
  startedAt: string;
  endedAt: string | null;
  asks: LookupAsk[];
};

export type LookupHead = {
  id: string;
  name: string;
  notices: readonly string[];
  counts: NumberCounts;
  person: string | null;
  createdAt: string;
  keptUntil: string;
  /** Oldest first. */
  rounds: LookupRound[];
};

/** A lookup in the list of lookups. */
export type LookupItem = Omit<LookupHead, "notices" | "rounds"> & { answers: number; isAsking: boolean };

/** Everything that the page of a lookup shows, of one moment. */
export type LookupPage = {
  head: LookupHead;
  rows: LookupRow[];
  now: LookupAnswers;
  /** What an earlier round answered of the numbers that have changed since; null where there is none to compare with. */
  before: { n: number; answers: LookupAnswers } | null;
  /** Names of carriers by id. */
  carriers: Readonly<Record<string, string>>;
};

/** What has changed since: answers of some of the numbers. */
export type LookupNews = Pick<LookupPage, "head" | "now">;

/** The page's address; what cannot be read counts as absent. */
export const lookupQuery = z.object({
  show: one(z.enum(LOOKUP_GROUPS)),
  cause: one(z.enum(LOOKUP_CAUSE_IDS)),
  carrier: one(z.string().max(40)),
  changed: one(z.enum(["yes"])),
  /** A customer's id; `none`: numbers without one. */
  customer: one(z.string().max(40)),
  /** A tag's id. */
  tag: one(z.string().max(40)),
  /** In place of the rows: how many numbers of each customer are in which state. */
  by: one(z.enum(["customer"])),
  /** The round that is compared with; absent: the one before the last. */
  since: one(z.coerce.number().int().min(1).max(1_000)),
  /** Digits of a number, or part of what was given. */
  q: one(z.string().max(60)),
});
export type LookupQuery = z.output<typeof lookupQuery>;

/** The round that changes are counted from, unless the address names one: the one before the last. */
export const chooseRound = (rounds: readonly Pick<LookupRound, "n" | "state">[], since: number | undefined) => {
  const over = rounds.filter(({ state }) => state !== "asking");
  const named = over.find(({ n }) => n === since);
  const last = rounds.at(-1);
  return (named ?? over.findLast(({ n }) => n !== last?.n) ?? over.at(-1))?.n ?? null;
};
