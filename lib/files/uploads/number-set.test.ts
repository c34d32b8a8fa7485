import fc from "fast-check";
import { expect, it } from "vitest";
import { NumberSet } from "./number-set";

it("tells what it has seen, as a set of any size does", () => {
  const value = fc.oneof(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 2 ** 43 }),
    // Multiples of powers of 2 fall on few slots where they are mixed badly.
    fc.integer({ min: 1, max: 500 }).map((n) => n * 2 ** 32),
  );
  fc.assert(
    fc.property(fc.array(value, { maxLength: 400 }), (values) => {
      const [ours, theirs] = [new NumberSet(), new Set<number>()];
      for (const one of values) {
        expect(ours.add(one)).toBe(!theirs.has(one));
        theirs.add(one);
      }
      expect(ours.size).toBe(theirs.size);
    }),
  );
});

it("takes a million", () => {
  const set = new NumberSet();
  for (let n = 0; n < 1_000_000; n += 1) set.add((2_012_000_000 + n * 7) * 512 + 1);
  expect(set.size).toBe(1_000_000);
  expect(set.add(2_012_000_000 * 512 + 1)).toBe(false);
  expect(set.add(2_012_000_000 * 512 + 2)).toBe(true);
});
