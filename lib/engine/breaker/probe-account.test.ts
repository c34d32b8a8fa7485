import { expect, it } from "vitest";
import { CarrierError } from "@/lib/carriers/carrier";
import { runTraced } from "@/lib/carriers/registry";
import { askCarrier, evaluateProbe } from "./probe-account";

it.each([
  [null, "call", { type: "well" }],
  [new CarrierError("not_found", "no such order", { status: 404 }), "call", { type: "well" }],
  [new CarrierError("rate_limited", "slow down", { status: 429 }), "call", { type: "well" }],
  [new CarrierError("rate_limited", "slow down"), null, { type: "undecided" }],
  [new Error("our own"), "call", { type: "undecided" }],
  [new CarrierError("unavailable", "No answer in time."), "call", { type: "troubled", cause: "silent" }],
  [new CarrierError("unavailable", "HTTP 500", { status: 500 }), "call", { type: "troubled", cause: "failing" }],
  [new CarrierError("auth", "Unauthorized", { status: 401 }), "call", { type: "troubled", cause: "credentials" }],
  [new CarrierError("bad_response", "a web page", { status: 200 }), "call", { type: "troubled", cause: "unreadable" }],
])("reads a probe that ended in %s", (error, callId, result) => {
  expect(evaluateProbe(error, callId)).toMatchObject(result);
});

it("gives up on a carrier that never answers, and names it silent", async () => {
  const carrier = { programs: {}, probe: () => new Promise<void>(() => undefined) };
  expect(await askCarrier({ carrier }, 1)).toMatchObject({ type: "troubled", cause: "silent" });
});

it("asks as a probe, urgently, and takes a carrier that answers for well", async () => {
  const carrier = { programs: {}, probe: () => Promise.resolve() };
  const traced = await runTraced({}, () => askCarrier({ carrier }, 1_000));
  expect(traced).toMatchObject({ type: "returned", value: { type: "well" } });
});
