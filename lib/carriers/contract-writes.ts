import { describe, expect, it } from "vitest";
import type { OrderKind } from "@/lib/domain/order";
import { phoneNumber } from "@/lib/domain/phone-number";
import { type Carrier, CarrierError, type OrderParams, type WriteAnswer } from "./carrier";
import { type CarrierHttp, createHttp } from "./http";
import { type Answer, HTML_PAGE } from "./testing/carrier-server";
import { useCarrierServer } from "./testing/use-carrier-server";

export const CONTRACT_NUMBER = phoneNumber.parse("+19199918388");

/** Methods that change something at the carrier, besides its programs. */
const WRITING_METHODS = {
  campaigns: ["addBrand", "addCampaign"],
  messaging: ["createApplication", "sendMessage"],
} as const;
type WritingMethod = (typeof WRITING_METHODS)[keyof typeof WRITING_METHODS][number];

/** One write and its documented response. */
export type WriteCase = {
  of: OrderKind | WritingMethod;
  run(carrier: Carrier): Promise<unknown>;
  documented: Answer;
  /** Responses specific to this API that look like a success but are not documented. */
  undocumented?: Readonly<Record<string, Answer>>;
};

/** A program's write of one number. */
export const runProgram =
  (kind: OrderKind, params: OrderParams = {}) =>
  ({ programs }: Carrier): Promise<WriteAnswer> => {
    const program = programs[kind];
    if (!program) throw new Error(`no program for ${kind}`);
    return program.write({ numbers: [CONTRACT_NUMBER], reference: "r-1", params });
  };

const withType = (type: string, { body = "", ...answer }: Answer): Answer => ({
  ...answer,
  headers: { ...answer.headers, "content-type": type },
  body: body === "" ? HTML_PAGE.body : body,
});

/** What proxies and broken servers respond instead of a carrier, with the documented status and with 200. */
function listUndocumented({ documented, undocumented = {} }: WriteCase): [string, Answer][] {
  const bodies: [string, Record<string, string>, string | undefined][] = [
    ["a web page", { "content-type": "text/html" }, HTML_PAGE.body],
    ["<x/>", { "content-type": "application/xml" }, "<x/>"],
    ["{}", { "content-type": "application/json" }, "{}"],
    ["[]", { "content-type": "application/json" }, "[]"],
    ["nothing", {}, undefined],
  ];
  const statuses = [...new Set([200, documented.status])];
  return [
    ...bodies.flatMap(([what, headers, body]) =>
      statuses.map((status): [string, Answer] => [`${status} with ${what}`, { status, headers, body }]),
    ),
    ["its own response with another success status", { ...documented, status: 203 }],
    ["its own response labeled as a web page", withType("text/html", documented)],
    ["its own response labeled as text", withType("text/plain; charset=utf-8", documented)],
    ...(documented.headers?.location === undefined
      ? []
      : ([
          ["its own response without Location", { ...documented, headers: {} }],
          ["its own response with the Location of a page", { ...documented, headers: { location: "/login/" } }],
          ["a web page with its Location", withType("text/html", { ...documented, body: HTML_PAGE.body })],
        ] satisfies [string, Answer][])),
    ...Object.entries(undocumented),
  ];
}

/**
 * An undocumented success is no result: for every program and write method, the number stays unclear, or a `bad_response`
 * that may have happened is thrown. The cases must cover all of them.
 */
export function describeWrites(
  name: string,
  { open, cases }: { open(url: string, http: CarrierHttp): Carrier; cases: readonly WriteCase[] },
) {
  describe(`the writes of ${name}`, () => {
    const carrierServer = useCarrierServer();
    const connect = () =>
      open(carrierServer.server.url, createHttp(carrierServer.ports, { secretValues: [], timeoutMs: 2_000 }));
    const classify = (testCase: WriteCase) =>
      testCase.run(connect()).then(readOutcome, (error: unknown) => {
        if (error instanceof CarrierError) return { fault: error.fault, mayHaveHappened: error.mayHaveHappened };
        throw error;
      });

    it("are all covered", () => {
      const carrier = connect();
      const methods = Object.entries(WRITING_METHODS).flatMap(([capability, names]) =>
        capability in carrier ? [...names] : [],
      );
      const expected = [...Object.keys(carrier.programs), ...methods];
      expect([...new Set(cases.map(({ of }) => of))].sort()).toEqual(expected.sort());
    });

    it.each(cases)("accept the documented response ($of)", async (testCase) => {
      carrierServer.server.respondWith(testCase.documented);
      expect(await classify(testCase)).toMatchObject({ isAccepted: true });
      expect(carrierServer.server.requests).toHaveLength(1);
    });

    const tries = cases.flatMap((testCase) =>
      listUndocumented(testCase).map(([what, answer]) => ({ of: testCase.of, what, answer, testCase })),
    );
    it.each(tries)("do not accept as a result: $what ($of)", async ({ answer, testCase }) => {
      carrierServer.server.respondWith(answer);
      const outcome = await classify(testCase);
      if ("fault" in outcome) expect(outcome).toEqual({ fault: "bad_response", mayHaveHappened: true });
      else expect(outcome).toEqual({ isAccepted: false });
      expect(carrierServer.server.requests).toHaveLength(1);
    });
  });
}

/** Programs respond per number; a method that does not throw has accepted the response. */
function readOutcome(result: unknown): { isAccepted: boolean } {
  if (!isWriteAnswer(result)) return { isAccepted: true };
  const outcome = result.outcomes.get(CONTRACT_NUMBER) ?? result.rest;
  return { isAccepted: outcome.type !== "unclear" };
}

const isWriteAnswer = (value: unknown): value is WriteAnswer =>
  typeof value === "object" && value !== null && "outcomes" in value && "rest" in value;
