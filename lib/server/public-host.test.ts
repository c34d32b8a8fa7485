import { expect, it } from "vitest";
import { applyPublicHost } from "./public-host";

const ADDRESSES = ["https://tandem.example.com", "http://localhost:3000"];
const apply = (headers: Record<string, string>) => {
  applyPublicHost(headers, ADDRESSES);
  return headers;
};

it.each([
  ["the proxy's own upstream address", { host: "127.0.0.1:3000" }],
  ["the public host", { host: "tandem.example.com" }],
  ["the upstream address and forwarded headers", { host: "127.0.0.1:3000", "x-forwarded-host": "tandem.example.com" }],
  ["the public host and forwarded headers", { host: "tandem.example.com", "x-forwarded-proto": "https" }],
])("knows an action from the public address by its Origin when Host is %s", (_, headers) => {
  expect(apply({ ...headers, origin: "https://tandem.example.com" })).toMatchObject({
    "x-forwarded-host": "tandem.example.com",
    "x-forwarded-proto": "https",
  });
});

it("believes nothing that a client says of a forwarded host", () => {
  const headers = apply({
    host: "127.0.0.1:3000",
    origin: "https://evil.example",
    "x-forwarded-host": "evil.example",
    forwarded: "host=evil.example",
  });
  expect(headers).toEqual({ host: "127.0.0.1:3000", origin: "https://evil.example" });
});

it("does not take another scheme for the portal", () => {
  expect(apply({ host: "127.0.0.1:3000", origin: "http://tandem.example.com" })).not.toHaveProperty("x-forwarded-host");
});

it("leaves a portal that is reached directly as it is", () => {
  expect(apply({ host: "10.0.0.5:3000", origin: "http://10.0.0.5:3000" })).toEqual({
    host: "10.0.0.5:3000",
    origin: "http://10.0.0.5:3000",
  });
});
