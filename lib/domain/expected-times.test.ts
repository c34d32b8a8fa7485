import { expect, it } from "vitest";
import { NO_CHOSEN_TIMES, parseSpan, readOrderTimes, spellSpan } from "./expected-times";

it("reads times as people write them, and writes them so that they read back", () => {
  const cases = { "15 min": 900, "4h": 14_400, "1 d 12 h": 129_600, "90": 5_400, "1.5 h": 5_400, " 3 Days ": 259_200 };
  for (const [text, seconds] of Object.entries(cases)) expect(parseSpan(text)).toBe(seconds);
  for (const text of ["", "soon", "3 weeks", "1 2", "-5 min", "5 min!", "h"]) expect(parseSpan(text)).toBeNull();
  for (const seconds of [60, 900, 5_400, 129_600, 259_200]) expect(parseSpan(spellSpan(seconds))).toBe(seconds);
});

it("takes the carrier's times where none was chosen, and never expects toll-free numbers before the others", () => {
  const program = { expectedWithin: 900, expectedWithinTollFree: 86_400 };
  expect(readOrderTimes(NO_CHOSEN_TIMES, "intelepeer", "sms-enable", program)).toEqual({
    seconds: 900,
    tollFreeSeconds: 86_400,
    unknownSeconds: 3_600,
  });
  const times = {
    ...NO_CHOSEN_TIMES,
    orders: [{ carrierId: "intelepeer", kind: "sms-enable" as const, accepted: 172_800, tollFree: null, unknown: 60 }],
  };
  expect(readOrderTimes(times, "intelepeer", "sms-enable", program)).toEqual({
    seconds: 172_800,
    tollFreeSeconds: 172_800,
    unknownSeconds: 60,
  });
  expect(readOrderTimes(times, "intelepeer", "sms-disable", program).seconds).toBe(900);
  expect(readOrderTimes(times, "bandwidth", "sms-enable", program).seconds).toBe(900);
});
