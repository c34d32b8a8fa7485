import { describe, expect, it } from "vitest";
import { cutPage, readPlace, toTotal } from "./page";

describe("a page of a list", () => {
  const list = [1, 2, 3, 4, 5, 6, 7];
  /** As a database reads: from the place on, one row more than fits. */
  const read = (place: { after?: number; before?: number }) => {
    const { cursor, isBackwards } = readPlace(place);
    const way = isBackwards ? list.toReversed() : list;
    const rest = way.slice(cursor === undefined ? 0 : way.indexOf(cursor) + 1);
    return cutPage(rest.slice(0, 4), 3, { cursor, isBackwards }, String);
  };

  it("leads on and back again, with the rows in one order", () => {
    expect(read({})).toEqual({ rows: [1, 2, 3], previous: null, next: "3" });
    expect(read({ after: 3 })).toEqual({ rows: [4, 5, 6], previous: "4", next: "6" });
    expect(read({ after: 6 })).toEqual({ rows: [7], previous: "7", next: null });
    expect(read({ before: 7 })).toEqual({ rows: [4, 5, 6], previous: "4", next: "6" });
    expect(read({ before: 4 })).toEqual({ rows: [1, 2, 3], previous: null, next: "3" });
    expect(read({ after: 3, before: 2 })).toEqual(read({ after: 3 }));
    expect(read({ after: 7 })).toEqual({ rows: [], previous: null, next: null });
  });

  it("says from where on nobody counted", () => {
    expect(toTotal(10, 10)).toEqual({ count: 10, isExact: true });
    expect(toTotal(11, 10)).toEqual({ count: 10, isExact: false });
    expect(toTotal(undefined, 10)).toEqual({ count: 0, isExact: true });
  });
});
