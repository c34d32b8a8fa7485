import { describe, expect, it } from "vitest";
import { retryPageData } from "./connection";

/** A connection that fails `losses` times; records calls and waits. */
function openConnection(losses: number, error: unknown = new TypeError("Failed to fetch")) {
  const calls: string[] = [];
  const waits: number[] = [];
  const ask = retryPageData(
    async (input) => {
      calls.push(String(input));
      if (calls.length <= losses) throw error;
      return new Response("page");
    },
    async (ms) => {
      waits.push(ms);
    },
  );
  return { ask, calls, waits };
}

const PAGE = { headers: { rsc: "1" } };

describe("page data on a lost connection", () => {
  it("is requested until the portal responds, less and less often", async () => {
    const { ask, calls, waits } = openConnection(6);
    expect(await (await ask("/orders", PAGE)).text()).toBe("page");
    expect(calls).toHaveLength(7);
    expect(waits).toEqual([500, 1_000, 2_000, 3_000, 3_000, 3_000]);
  });

  it.each([
    ["an action", { method: "POST", headers: { rsc: "1", "next-action": "a" } }],
    ["a prefetch", { headers: { rsc: "1", "next-router-prefetch": "1" } }],
    ["our own fetch", undefined],
  ])("is the only retried request: %s fails at once", async (_, init) => {
    const { ask, calls } = openConnection(1);
    await expect(ask("/orders", init)).rejects.toThrow("Failed to fetch");
    expect(calls).toHaveLength(1);
  });

  it("is not retried after an intended abort", async () => {
    const { ask, calls } = openConnection(1, new DOMException("ended", "AbortError"));
    await expect(ask("/orders", PAGE)).rejects.toThrow("ended");
    expect(calls).toHaveLength(1);
  });
});
