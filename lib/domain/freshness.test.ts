import { expect, it } from "vitest";
import { findOldestReadings } from "./freshness";

const read = (checkedAt: string) => ({ value: "on", raw: null, checkedAt, changedAt: checkedAt, callId: null });

it("gives each field the reading of the account where it is longest ago", () => {
  const [first, second, third] = ["2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z", "2026-01-03T00:00:00.000Z"];
  const accounts = [
    { smsState: read(second), ownership: read(third) },
    { smsState: read(third), route: read(second) },
    { smsState: read(first) },
  ];
  expect(findOldestReadings(accounts)).toEqual({ smsState: first, ownership: third, route: second });
  expect(findOldestReadings([{}])).toEqual({});
});
