import { expect } from "vitest";
import type { DriftKind } from "@/lib/domain/drift";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { spellParts } from "@/lib/domain/verdict-text";
import { answerNumbers } from "@/lib/services/lookup/answer-numbers";
import { getNumber } from "@/lib/services/numbers/get-number";
import { listNumbers } from "@/lib/services/numbers/list-numbers";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { searchEverywhere } from "@/lib/services/search/search-everywhere";
import type { TestWorld } from "./world";

/** What the lookup, the search and the list of those that cannot text report of numbers that drifted. */
export async function expectOneStory(world: TestWorld, drift: readonly string[]) {
  const pairs = drift.map((one) => one.split(" ") as [PhoneNumber, DriftKind]);
  const answers = await answerNumbers(world.ctx, [...new Set(pairs.map(([number]) => number))]);
  const byNumber = new Map(answers.numbers.map((answer) => [answer.number, answer]));
  for (const [number, kind] of pairs) expect(byNumber.get(number)?.drift).toContain(kind);
  const lost = pairs.filter(([, kind]) => kind === "lost-sms").map(([number]) => number);
  for (const number of lost) {
    const answer = byNumber.get(number);
    expect(answer).toMatchObject({ outcome: "cannot", cause: "lost-sms", standing: "ours" });
    expect(spellParts(answer?.sentence ?? [], () => "…")).toBe(
      "Cannot text: lost SMS at IntelePeer since …: it was provisioned until …; the carrier now answers 404. Turn SMS on again.",
    );
  }
  const cannot = await listNumbers(world.ctx, numberQuery.parse({ view: "cannot-text", sms: "not-found" }));
  expect(cannot.rows.map(({ number }) => number)).toEqual(lost.toSorted());
  const [number] = lost;
  if (!number) throw new Error("no number");
  expect((await getNumber(world.ctx, number)).verdict).toMatchObject({ action: { type: "order", step: "sms" } });
  expect((await searchEverywhere(world.ctx, { q: number })).hits[0]).toMatchObject({
    state: { label: "Cannot text" },
    note: expect.stringContaining("Lost SMS") as string,
  });
}
