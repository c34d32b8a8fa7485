import { describe, expect, it } from "vitest";
import { readRateReset } from "./rate-reset";

const NOW = Date.parse("2026-03-02T14:00:00Z");
const HOUR = 3_600_000;

describe("readRateReset", () => {
  it.each([
    [{ "retry-after": "3" }, 3_000],
    [{ "retry-after": "0.5" }, 500],
    [{ "retry-after": "Mon, 02 Mar 2026 14:00:30 GMT" }, 30_000],
    [{ "x-ratelimit-reset": String(NOW / 1000 + 7) }, 7_000],
    [{ "x-ratelimit-reset": String(NOW + 1_234) }, 1_234],
    [{ "x-ratelimit-reset": " 12 " }, 12_000],
    [{ "retry-after": "2", "x-ratelimit-reset": String(NOW + 60_000) }, 2_000],
    [{ "retry-after": "soon", "x-ratelimit-reset": "9" }, 9_000],
    ...["-5", "1e3", "soon 5", "12;x", "0x10"].map((text) => [
      { "retry-after": text, "x-ratelimit-reset": "9" },
      9_000,
    ]),
    [{ "x-ratelimit-reset": String(NOW - 5_000) }, 0],
    [{ "retry-after": "Mon, 02 Mar 2020 14:00:30 GMT" }, 0],
    [{ "retry-after": "999999" }, HOUR],
    [{ "x-ratelimit-reset": String(NOW + 10 * HOUR) }, HOUR],
  ] as [Record<string, string>, number][])("reads %j as in %i ms", (headers, wait) => {
    expect(readRateReset(headers, NOW)).toBe(NOW + wait);
  });

  it.each([[{}], [{ "x-ratelimit-reset": "" }], [{ "x-ratelimit-reset": "never" }], [{ "x-ratelimit-reset": "-4" }]])(
    "finds no reset time in %j",
    (headers) => {
      expect(readRateReset({ ...headers }, NOW)).toBeUndefined();
    },
  );
});
