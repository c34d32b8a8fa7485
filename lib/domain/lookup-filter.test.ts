import fc from "fast-check";
import { expect, it } from "vitest";
import type { LookupAnswers, NumberAnswer } from "./lookup-answers";
import {
  completeBefore,
  countGroups,
  filterRows,
  joinAnswers,
  listChanged,
  listNumbers,
  mergeAnswers,
  NO_CARRIER,
} from "./lookup-filter";
import { describeGroups } from "./lookup-summary";
import { readLookupText } from "./lookup-rows";
import { lookupQuery } from "./lookup-view";
import { phoneNumber } from "./phone-number";

const numberOf = (n: number) => phoneNumber.parse(`+130355512${String(n).padStart(2, "0")}`);

/** One state for each number from 0 to 9: what carriers report of it. */
const answersOf = (states: readonly number[], at: string): LookupAnswers => ({
  at,
  values: [0, 1, 2, 3].map((value) => ({
    field: "smsState",
    accountId: "a",
    carrierId: value === 3 ? "bandwidth" : "intelepeer",
    value: String(value),
  })),
  numbers: states.map((state, n): NumberAnswer => ({
    number: numberOf(n),
    outcome: state === 0 ? "can" : state === 1 ? "cannot" : "unknown",
    isMoving: state === 3,
    standing: state === 2 ? "mentioned" : "ours",
    isDoubleClaimed: false,
    cause: state === 0 ? "works" : state === 1 ? "sms-off" : state === 2 ? "unchecked" : "changing",
    sentence: [`state ${state}`],
    place: null,
    carriers: state === 2 ? [] : ["intelepeer"],
    facts: [[state, 1_000 * n]],
  })),
});

const states = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 10, maxLength: 10 });
const typed = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }).map(numberOf), fc.constantFrom("20155", "x")), {
  minLength: 1,
  maxLength: 25,
});

it("puts each row into one group, and shows under each chip as many rows as it counts", () => {
  fc.assert(
    fc.property(typed, states, states, (texts, was, is) => {
      const { rows, counts } = readLookupText(texts.join("\n"));
      const page = { rows, now: answersOf(is, "b"), before: { n: 1, answers: answersOf(was, "a") } };
      const joined = joinAnswers(page);
      // What travels is the changed part alone.
      const part = { ...page, before: { n: 1, answers: listChanged(page.before.answers, page.now) } };
      const sizeOf = (one: typeof page) => joinAnswers(one).map(({ before }) => before?.answer.sentence);
      expect(sizeOf(part)).toEqual(sizeOf(page));
      const back = { ...completeBefore(part), now: answersOf(was, "c") };
      expect(sizeOf(back).every((one) => one === undefined)).toBe(true);
      const { groups, causes, carriers, changed, total } = countGroups(joined);
      expect(total).toBe(counts.total);
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(total);
      const size = (query: Record<string, string>) => filterRows(joined, lookupQuery.parse(query)).length;
      for (const { group, count } of groups) expect(size({ show: group })).toBe(count);
      for (const { cause, count } of causes) expect(size({ cause })).toBe(count);
      for (const { carrier, count } of carriers) expect(size({ carrier })).toBe(count);
      expect(size({ changed: "yes" })).toBe(changed);
      const differing = listNumbers(joined).filter((number) => {
        const n = Number(number.slice(-2));
        return was[n] !== is[n];
      });
      expect(changed).toBe(differing.length);
      expect(listNumbers(filterRows(joined, lookupQuery.parse({ carrier: NO_CARRIER }))).length).toBeLessThanOrEqual(
        counts.valid,
      );
    }),
  );
});

it("gives the same rows from a part of the answers laid over the earlier ones as from all of them", () => {
  fc.assert(
    fc.property(states, states, (was, is) => {
      const all = answersOf(is, "b");
      const part = { ...all, numbers: all.numbers.filter((_, n) => was[n] !== is[n]) };
      const rows = readLookupText(was.map((_, n) => numberOf(n)).join("\n")).rows;
      const show = (now: LookupAnswers) =>
        joinAnswers({ rows, now, before: null }).map(({ group, answer, values }) => [
          group,
          answer?.sentence,
          answer?.facts.map(([fact]) => values[fact]?.value),
        ]);
      expect(show(mergeAnswers(answersOf(was, "a"), part))).toEqual(show(all));
    }),
  );
});

it.each([
  [[], "No number in this list"],
  [[{ group: "cannot", count: 1 } as const], "Cannot text"],
  [[{ group: "can", count: 212 } as const, { group: "duplicate", count: 3 } as const], "All 212 can text"],
  [
    [{ group: "cannot", count: 12 } as const, { group: "can", count: 1_200 } as const],
    "12 cannot text, 1,200 can text",
  ],
])("says the answer of %j first", (groups, sentence) => {
  expect(describeGroups({ groups })).toBe(sentence);
});
