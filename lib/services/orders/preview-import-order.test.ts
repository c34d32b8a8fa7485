import { afterAll, expect, it } from "vitest";
import type { ImportState } from "@/lib/domain/service-state";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { previewOrder } from "./preview-order";

const world = await createTestWorld();
afterAll(() => world.close());

it("distinguishes new numbers from those imported, refused, unclear, and in open orders", async () => {
  const accountId = world.accountOf("bandwidth");
  const numbers = numbersFrom("3035551000", 7);
  const states: (ImportState | "unknown")[] = ["imported", "requested", "failed", "unknown"];
  await inTransaction(world.database.sql, (client) =>
    recordFacts(
      client,
      { id: accountId, carrierId: "bandwidth" },
      states.flatMap((importState, index) => {
        const number = numbers[index];
        return number ? [{ number, facts: { importState, registrationState: "registered" as const } }] : [];
      }),
    ),
  );
  await world.place("import", "bandwidth", numbers.slice(4, 5));
  await world.place("remove", "bandwidth", numbers.slice(5, 6));
  const answer = await previewOrder(world.ctx, { kind: "import", accountId, numbers, params: {} });
  const codeOf = (index: number) =>
    answer.groups.find((group) => group.numbers.some((number) => number === numbers[index]))?.code;
  expect(numbers.map((_, index) => codeOf(index))).toEqual([
    "imported",
    "in-progress",
    "retry",
    "unclear",
    "open-order",
    "open-removal",
    "new",
  ]);
  expect(answer.groups.filter((group) => group.isIncluded).map((group) => group.code)).toEqual(["retry", "new"]);
  expect(answer.notes).toEqual([{ code: "registered", count: 4, message: expect.stringContaining("Bandwidth") }]);
});
