import { expect, it } from "vitest";
import { explainUnsafeAddress } from "./web-address";

it.each([
  "https://api.example.com/v1",
  "https://203.0.113.9:8443",
  "http://localhost:3000/x",
  "http://a.localhost",
  "http://127.0.0.1:9",
  "http://127.8.9.1",
  "http://0x7f.1",
  "http://[::1]:9/x",
])("accepts %s", (text) => {
  expect(explainUnsafeAddress(text)).toBeNull();
});

it.each([
  ["api.example.com", "not a valid address"],
  ["ftp://api.example.com", "not a valid address"],
  ["javascript:alert(1)", "not a valid address"],
  ["https://user:password@api.example.com", "user name or password"],
  ["https://user@api.example.com", "user name or password"],
  ["http://user:password@localhost", "user name or password"],
  ["http://api.example.com", "https"],
  ["http://10.0.0.1", "https"],
  ["http://localhost.example.com", "https"],
  ["http://127.0.0.1.example.com", "https"],
  ["http://[::2]", "https"],
])("refuses %s", (text, message) => {
  expect(explainUnsafeAddress(text)).toContain(message);
});
