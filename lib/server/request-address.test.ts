import { expect, test } from "vitest";
import { readAddress } from "./request-address";

test.each([
  ["/numbers/%2B12015550123?sms=on&q=a%20b", "/numbers/%2B12015550123?sms=on&q=a%20b"],
  ["/orders/%25", "/orders/%25"],
  ["/brands?q=%00&b=%1f%7F", "/brands?q=%EF%BF%BD&b=%EF%BF%BD%EF%BF%BD"],
  ["/brands?q=%2500&b=%09%0A%0D", "/brands?q=%2500&b=%09%0A%0D"],
  ["/_global-error?x", "/_not-found?x"],
  ["/_global-errors", "/_global-errors"],
])("reads %s as %s", (url, address) => {
  expect(readAddress(url)).toBe(address);
});

test.each(["/numbers/%", "/numbers/%E0%A4%A", "/orders/%ED%A0%80", "/brands/%00", "/api/orders/%0A/progress", "/%7F"])(
  "reads no address in %s",
  (url) => {
    expect(readAddress(url)).toBeNull();
  },
);
