import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Carrier, CarrierError, type Reading, type WriteAnswer, type WriteOutcome } from "./carrier";
import { CONTRACT_NUMBER } from "./contract-writes";
import { type CarrierHttp, createHttp } from "./http";
import {
  type Answer,
  type CarrierServer,
  cutOff,
  hang,
  HTML_PAGE,
  reset,
  startCarrierServer,
  truncate,
} from "./testing/carrier-server";
import { createMemoryPorts, type MemoryPorts } from "./testing/memory-ports";

export { CONTRACT_NUMBER, describeWrites, runProgram } from "./contract-writes";

/** A carrier's part of the suite: one read, one write, and the responses for each case. */
export type CarrierScript = {
  open(url: string, http: CarrierHttp): Carrier;
  /** Settings that must never appear in a recorded call. */
  secretValues: readonly string[];
  read(carrier: Carrier): Promise<readonly Reading[]>;
  write(carrier: Carrier): Promise<WriteAnswer>;
  /** Responses to the read. */
  found: Answer;
  surprise: Answer;
  unauthorized: Answer;
  /** Responses to the write. */
  accepted: Answer;
  refused: Answer & { message: string; code: string };
};

const NOW_TOLERANCE_MS = 2_500;

/** The suite that every carrier passes, over real HTTP and the real http.ts. */
export function describeCarrier(name: string, script: CarrierScript) {
  describe(`${name} meets the carrier contract`, () => {
    let server: CarrierServer;
    let ports: MemoryPorts;
    let carrier: Carrier;
    beforeAll(async () => {
      server = await startCarrierServer();
    });
    afterAll(() => server.close());
    beforeEach(() => {
      ports = createMemoryPorts();
      carrier = open();
    });

    const open = (timeoutMs?: number) =>
      script.open(server.url, createHttp(ports, { secretValues: script.secretValues, timeoutMs }));

    const outcomeOf = ({ outcomes, rest }: WriteAnswer): WriteOutcome => outcomes.get(CONTRACT_NUMBER) ?? rest;
    const faultOf = async (call: Promise<unknown>): Promise<CarrierError> => {
      const error = await call.then(
        () => new Error("no fault"),
        (cause: unknown) => cause,
      );
      if (error instanceof CarrierError) return error;
      throw new Error("Expected a CarrierError", { cause: error });
    };

    it("reads a number as done", async () => {
      server.respondWith(script.found);
      const [reading] = await script.read(carrier);
      expect(reading).toMatchObject({ number: CONTRACT_NUMBER, finding: "done" });
      expect(reading?.facts).toBeDefined();
      expect(reading?.raw).toBeDefined();
    });

    it("reads acceptance as accepted, not done", async () => {
      server.respondWith(script.accepted);
      expect(["accepted", "confirmed"]).toContain(outcomeOf(await script.write(carrier)).type);
      expect(server.requests).toHaveLength(1);
    });

    it("passes on the carrier's text and code on rejection", async () => {
      server.respondWith(script.refused);
      expect(outcomeOf(await script.write(carrier))).toMatchObject({
        type: "failed",
        code: script.refused.code,
        message: expect.stringContaining(script.refused.message),
      });
      expect(server.requests).toHaveLength(1);
    });

    it("treats nothing unknown as success", async () => {
      server.respondWith(script.surprise);
      const readings = await script.read(carrier).catch((error: unknown) => error);
      if (readings instanceof CarrierError) expect(readings.fault).toBe("bad_response");
      else expect(readings).toMatchObject([{ finding: "unclear" }]);
    });

    it("recognizes rejected credentials", async () => {
      server.respondWith(script.unauthorized);
      expect(await faultOf(script.read(carrier))).toMatchObject({ fault: "auth", mayHaveHappened: false });
      expect(await faultOf(carrier.probe())).toMatchObject({ fault: "auth" });
    });

    it.each([
      ["epoch seconds", (at: number) => ({ "x-ratelimit-reset": String(Math.round(at / 1000)) })],
      ["epoch milliseconds", (at: number) => ({ "x-ratelimit-reset": String(at) })],
      ["Retry-After in seconds", (at: number) => ({ "retry-after": String(Math.round((at - Date.now()) / 1000)) })],
      ["Retry-After as a date", (at: number) => ({ "retry-after": new Date(at).toUTCString() })],
    ])("obeys a rate limit given as %s", async (_unit, headers) => {
      const at = Date.now() + 40_000;
      server.respondWith({ status: 429, headers: headers(at) });
      for (const call of [script.read(carrier), script.write(carrier)]) {
        const fault = await faultOf(call);
        expect(fault).toMatchObject({ fault: "rate_limited", mayHaveHappened: false, isRetryable: true });
        expect(Math.abs((fault.resetAt ?? 0) - at)).toBeLessThan(NOW_TOLERANCE_MS);
      }
      expect(server.requests).toHaveLength(2);
      expect(ports.blocks).toHaveLength(2);
      expect(Math.abs((ports.blocks[0]?.until ?? 0) - at)).toBeLessThan(NOW_TOLERANCE_MS);
    });

    it("retries a read while the carrier is down, but never a write", async () => {
      server.respondWith({ status: 503, body: "<html>Service Unavailable</html>" });
      expect(await faultOf(script.read(carrier))).toMatchObject({ fault: "unavailable", mayHaveHappened: false });
      expect(server.requests).toHaveLength(3);
      server.respondWith({ status: 503 });
      expect(await faultOf(script.write(carrier))).toMatchObject({ fault: "unavailable", mayHaveHappened: true });
      expect(server.requests).toHaveLength(1);
    });

    it.each([
      ["a web page with status 200", () => HTML_PAGE, () => HTML_PAGE],
      ["an empty body", () => ({ status: 200 }), () => ({ status: 200 })],
      ["a truncated text", () => truncate(script.found), () => truncate(script.accepted)],
    ])("does not accept %s as a response", async (_what, onRead, onWrite) => {
      server.respondWith(onRead());
      expect(await faultOf(script.read(carrier))).toMatchObject({ fault: "bad_response", mayHaveHappened: false });
      server.respondWith(onWrite());
      expect(await faultOf(script.write(carrier))).toMatchObject({ fault: "bad_response", mayHaveHappened: true });
      expect(server.requests).toHaveLength(1);
    });

    it.each([
      ["is reset", () => reset, () => reset, undefined],
      ["is cut off inside the body", () => cutOff(script.found), () => cutOff(script.accepted), undefined],
      ["stays silent", () => hang, () => hang, 1_000],
    ])("leaves a write open if its connection %s", async (_how, onRead, onWrite, timeoutMs) => {
      carrier = open(timeoutMs);
      server.respondWith(onRead());
      expect(await faultOf(script.read(carrier))).toMatchObject({ fault: "unavailable", mayHaveHappened: false });
      expect(server.requests).toHaveLength(3);
      server.respondWith(onWrite());
      expect(await faultOf(script.write(carrier))).toMatchObject({ fault: "unavailable", mayHaveHappened: true });
      expect(server.requests).toHaveLength(1);
    });

    it("knows that a refused connection sent nothing", async () => {
      const gone = await startCarrierServer();
      await gone.close();
      const nobody = script.open(gone.url, createHttp(ports, { secretValues: [] }));
      expect(await faultOf(script.write(nobody))).toMatchObject({ fault: "unavailable", mayHaveHappened: false });
    });

    it("records every exchange without secrets", async () => {
      server.respondWith(script.found);
      await script.read(carrier);
      server.respondWith({ ...script.refused, body: `${script.refused.body ?? ""} ${script.secretValues.join(" ")}` });
      await script.write(carrier);
      expect(ports.calls.map(({ status }) => status)).toEqual([script.found.status, script.refused.status]);
      for (const secret of script.secretValues) expect(JSON.stringify(ports.calls)).not.toContain(secret);
    });
  });
}
