import { expect, test } from "vitest";
import { readScheme, readSender } from "./read-sender";

const from = (forwarded?: string) => ({
  headers: { "x-forwarded-for": forwarded },
  socket: { remoteAddress: "10.0.0.9" },
});

test.each([
  ["nothing in front: the header is the sender's own invention", "1.1.1.1", 0, "10.0.0.9"],
  ["no header", undefined, 0, "10.0.0.9"],
  ["one proxy: what it appended counts, not what the sender wrote before", "1.1.1.1, 203.0.113.7", 1, "203.0.113.7"],
  ["two proxies", "1.1.1.1, 203.0.113.7, 10.0.0.1", 2, "203.0.113.7"],
  ["a proxy that is expected and was gone round", undefined, 1, "10.0.0.9"],
  ["fewer hops than proxies", "203.0.113.7", 2, "10.0.0.9"],
])("%s", (_, forwarded, proxies, address) => {
  expect(readSender(from(forwarded), proxies)).toBe(address);
});

test.each([
  ["nothing in front: the header is the sender's own invention", "https", 0, "http"],
  ["no header", undefined, 1, "http"],
  ["one proxy", "https", 1, "https"],
  ["what the sender wrote before the proxy", "https, http", 1, "http"],
  ["nonsense", "ftp", 1, "http"],
])("scheme: %s", (_, forwarded, proxies, scheme) => {
  expect(readScheme({ headers: { "x-forwarded-proto": forwarded } }, proxies)).toBe(scheme);
});
