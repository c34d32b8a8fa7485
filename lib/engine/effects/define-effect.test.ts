import type { PoolClient } from "pg";
import { expect, it } from "vitest";
import { z, ZodError } from "zod";
import type { WritableAccount } from "@/lib/engine/accounts/open-account";
import { defineEffect, type EffectRecord } from "./define-effect";

const account = { id: "a-1" } as WritableAccount;
const client = {} as PoolClient;
const effect = { id: "e-1", actorId: null, attempt: 1, refusals: 0 };
const move = { to: "confirmed", refusals: 0 } as const;

function define() {
  const seen: unknown[][] = [];
  const definition = defineEffect({
    input: z.object({ name: z.string(), times: z.number().default(1) }),
    open: (...given) => {
      seen.push(given);
      return null;
    },
    record: async (...given) => void seen.push(given),
    setAside: async (...given) => void seen.push(["aside", ...given]),
  });
  const toRecord = (input: unknown): EffectRecord<unknown> => ({ account, effect, input, move, callId: null });
  return { ...definition, seen, toRecord };
}

it("gives the stored input to both in its own shape, with the rest as it was claimed", async () => {
  const { open, record, toRecord, seen } = define();
  const stored = { name: "A", left: "over" };
  expect(open(account, effect, stored)).toBeNull();
  await record(client, toRecord(stored));
  const input = { name: "A", times: 1 };
  expect(seen).toEqual([
    [account, effect, input],
    [client, toRecord(input)],
  ]);
});

it("neither sends nor records an input of another shape, but sets it aside", async () => {
  const { open, record, findFault, toRecord, seen } = define();
  expect(findFault({ name: "A" })).toBeNull();
  expect(findFault({ name: 7 })).toMatch(/name: .*expected string/);
  expect(() => open(account, effect, { name: 7 })).toThrow(ZodError);
  expect(seen).toEqual([]);
  await record(client, toRecord(null));
  expect(seen).toEqual([["aside", client, { account, effect, move, callId: null }]]);
});

it("takes a refusal for final where the kind plans no retry", () => {
  expect(define().planRetry).toBeUndefined();
});
