import { expect, it } from "vitest";
import { describePace } from "./carrier-pace";

it.each([
  [
    { perSecond: 2.5, allowedPerSecond: 10, refusedLastMinute: 3 },
    "Sending at 2.5 per second: IntelePeer refused 3 calls in the last minute; 10 per second is allowed in settings.",
  ],
  [
    { perSecond: 0.8333, allowedPerSecond: 100 / 60, refusedLastMinute: 1 },
    "Sending at 0.83 per second: IntelePeer refused 1 call in the last minute; 1.7 per second is allowed in settings.",
  ],
  [
    { perSecond: 95, allowedPerSecond: 100, refusedLastMinute: 0 },
    "Sending at 95 per second: IntelePeer refused calls a while ago; 100 per second is allowed in settings.",
  ],
  [{ perSecond: 10, allowedPerSecond: 10, refusedLastMinute: 2 }, null],
])("a lowered pace is explained: %o", (pace, text) => {
  expect(describePace(pace, "IntelePeer")).toBe(text);
});
