import { expect, it } from "vitest";
import { measureMessage } from "./message-segments";

it.each([
  ["", "GSM-7", 0, 0],
  ["a".repeat(160), "GSM-7", 160, 1],
  ["a".repeat(161), "GSM-7", 161, 2],
  ["a".repeat(306), "GSM-7", 306, 2],
  ["a".repeat(307), "GSM-7", 307, 3],
  ["€".repeat(80), "GSM-7", 160, 1],
  ["€".repeat(81), "GSM-7", 162, 2],
  ["[]{}^~|\\", "GSM-7", 16, 1],
  ["ą".repeat(70), "UCS-2", 70, 1],
  ["ą".repeat(71), "UCS-2", 71, 2],
  ["ą".repeat(135), "UCS-2", 135, 3],
  ["👍".repeat(35), "UCS-2", 70, 1],
  ["👍".repeat(36), "UCS-2", 72, 2],
] as const)("%s", (text, encoding, units, segments) => {
  expect(measureMessage(text)).toMatchObject({ encoding, units, segments });
});

it("splits no character: an escape stays with its letter, a surrogate pair stays whole", () => {
  // 152 letters leave one septet in the first segment: the euro sign goes into the second.
  expect(measureMessage(`${"a".repeat(152)}€${"a".repeat(152)}`)).toMatchObject({ units: 306, segments: 3, left: 152 });
  // 66 units leave one in the first segment: the pair goes into the second.
  expect(measureMessage(`${"ą".repeat(66)}👍${"ą".repeat(66)}`)).toMatchObject({ units: 134, segments: 3 });
});

it("names the character that requires the larger alphabet", () => {
  expect(measureMessage("It’s here").firstUnicode).toBe("’");
  expect(measureMessage("It's here")).toMatchObject({ firstUnicode: null, left: 151 });
});
