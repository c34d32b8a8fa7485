import { expect, it } from "vitest";
import { ACTION_TOO_LARGE, MAX_ACTION_BYTES } from "@/lib/domain/action-size";
import { refuseWrite } from "./refuse-write";

const OWN = { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" };
const send = (method: string, headers: Record<string, string>) =>
  refuseWrite({ method, headers: new Headers(headers), addresses: ["http://localhost:3000"] });

it("allows reading pages, calling actions and uploading files by script", () => {
  expect(send("GET", {})).toBeNull();
  expect(send("HEAD", {})).toBeNull();
  const action = { ...OWN, "next-action": "id", "content-type": "text/plain;charset=UTF-8" };
  expect(send("POST", { ...action, "content-length": String(MAX_ACTION_BYTES) })).toBeNull();
  expect(send("POST", { ...action, "x-action-forwarded": "1" })).toBeNull();
  expect(send("POST", { ...OWN, "content-type": "application/octet-stream" })).toBeNull();
});

it.each([
  ["a foreign origin", 403, "POST", { origin: "http://evil.example", "next-action": "id", "content-length": "2" }],
  ["no origin", 403, "POST", { "next-action": "id", "content-length": "2" }],
  ["a form", 415, "POST", { ...OWN, "content-type": "application/x-www-form-urlencoded" }],
  ["a form with files", 415, "POST", { ...OWN, "content-type": "multipart/form-data; boundary=b" }],
  ["plain text", 415, "POST", { ...OWN, "content-type": "text/plain" }],
  ["no content type", 415, "POST", OWN],
  ["an action without a length", 411, "POST", { ...OWN, "next-action": "id" }],
  ["another method", 405, "DELETE", OWN],
])("refuses %s with %i", (_, status, method, headers) => {
  expect(send(method, { host: "127.0.0.1:3000", ...headers })?.status).toBe(status);
});

it("states the size limit", async () => {
  const length = String(MAX_ACTION_BYTES + 1);
  const refusal = send("POST", { ...OWN, "next-action": "id", "content-length": length });
  expect(refusal?.status).toBe(413);
  expect(refusal?.headers.get("content-type")).toBe("text/plain");
  expect(await refusal?.text()).toBe(ACTION_TOO_LARGE);
});
