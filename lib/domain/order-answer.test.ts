import fc from "fast-check";
import { expect, test } from "vitest";
import { describeOrderAnswer } from "./order-answer";

const NONE = { requested: 0, confirmed: 0, failed: 0, skipped: 0, pending: 0, unknown: 0 };
const spell = (sums: Partial<typeof NONE>) =>
  describeOrderAnswer({ ...NONE, ...sums })
    .map(({ text, tone }) => (tone ? `${text} [${tone}]` : text))
    .join(", ");

test("an order's answer says how many are confirmed, then the exceptions in color", () => {
  expect(spell({ requested: 1_200, confirmed: 1_200 })).toBe("All 1,200 numbers confirmed");
  expect(spell({ requested: 42, confirmed: 40, failed: 1, skipped: 1 })).toBe(
    "40 of 42 confirmed, 1 failed [bad], 1 skipped",
  );
  expect(spell({ requested: 2, pending: 2 })).toBe("0 of 2 confirmed, 2 pending [pending]");
  expect(spell({ requested: 1, unknown: 1 })).toBe("The result is not known [unknown]");
  expect(spell({ requested: 1, confirmed: 1 })).toBe("The number is confirmed");
});

test("of several numbers, the parts always add up to what was requested", () => {
  const part = fc.nat(5_000);
  fc.assert(
    fc.property(part, part, part, part, part, (confirmed, failed, skipped, pending, unknown) => {
      const requested = confirmed + failed + skipped + pending + unknown;
      fc.pre(requested > 1);
      const parts = describeOrderAnswer({ requested, confirmed, failed, skipped, pending, unknown });
      const figures = parts.map(({ text }) => Number(/[\d,]+/.exec(text)?.[0].replaceAll(",", "")));
      expect(figures.reduce((sum, one) => sum + one, 0)).toBe(requested);
    }),
  );
});
