import { expect, it } from "vitest";
import { refuseForeignOrigin } from "./origin";

const addresses = ["https://tandem.example.com"];
const check = (headers: Record<string, string>) => () =>
  refuseForeignOrigin({ headers: new Headers(headers), addresses });

it("accepts the portal's own pages", () => {
  expect(check({ origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" })).not.toThrow();
  expect(check({ origin: "https://tandem.example.com", host: "10.0.0.5:3000" })).not.toThrow();
  expect(check({ origin: "https://tandem.example.com", host: "tandem.example.com" })).not.toThrow();
  expect(
    check({ origin: "https://other.example.com", host: "other.example.com", "x-forwarded-proto": "https" }),
  ).not.toThrow();
});

it.each([
  ["foreign", { origin: "https://evil.example", host: "127.0.0.1:3000" }],
  ["foreign on another port", { origin: "http://127.0.0.1:4000", host: "127.0.0.1:3000" }],
  ["from another scheme", { origin: "https://127.0.0.1:3000", host: "127.0.0.1:3000" }],
  ["http when the portal's address is https", { origin: "http://tandem.example.com", host: "tandem.example.com" }],
  [
    "http when the request came over https",
    { origin: "http://other.example.com", host: "other.example.com", "x-forwarded-proto": "https" },
  ],
  ["not an address", { origin: "tandem.example.com", host: "tandem.example.com" }],
  ["empty", { origin: "", host: "" }],
  ["null", { origin: "null", host: "127.0.0.1:3000" }],
  ["missing", { host: "127.0.0.1:3000" }],
  ["missing, with a foreign forwarded host", { host: "127.0.0.1:3000", "x-forwarded-host": "evil.example" }],
  [
    "equal to a forged forwarded host",
    { origin: "https://evil.example", host: "127.0.0.1:3000", "x-forwarded-host": "evil.example" },
  ],
  [
    "its own, but cross-site",
    { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000", "sec-fetch-site": "cross-site" },
  ],
])("rejects an origin that is %s", (_, headers) => {
  expect(check(headers)).toThrow("did not come from the portal");
});
