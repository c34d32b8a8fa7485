import { expect, it } from "vitest";
import { ACTION_TOO_LARGE } from "@/lib/domain/action-size";
import { settleAction } from "./settle-action";

it("passes a response through, and turns a missing response into a failure", async () => {
  expect(await settleAction(Promise.resolve({ ok: true, data: 1 }))).toEqual({ ok: true, data: 1 });
  expect(await settleAction(Promise.reject(new TypeError("Failed to fetch")))).toMatchObject({
    ok: false,
    error: { code: "INTERNAL", message: expect.stringContaining("did not respond"), isLost: true },
  });
});

it("says that it was too large, and states the limit", async () => {
  expect(await settleAction(Promise.reject(new Error(ACTION_TOO_LARGE)))).toEqual({
    ok: false,
    error: { code: "INVALID_INPUT", message: expect.stringContaining("at most 1 MB") },
  });
});
