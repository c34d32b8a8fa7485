import { describe, expect, it } from "vitest";
import type { OrderKind } from "@/lib/domain/order";
import { phoneNumber } from "@/lib/domain/phone-number";
import { type Carrier, CarrierError, type OrderParams, type WriteAnswer } from "./carrier";
import { type CarrierHttp, createHttp } from "./http";
import { type Answer, HTML_PAGE } from "./testing/carrier-server";
import { useCarrierServer } from "./testing/use-carrier-server";

export const CONTRACT_NUMBER = phoneNumber.parse("+19199918388");

/** Methods that change something at the carrier, outside its programs. */
const WRITING_METHODS = {
  campaigns: ["addBrand", "addCampaign"],
  messaging: ["createApplication", "sendMessage"],
} as const;
type WritingMethod = (typeof WRITING_METHODS)[keyof typeof WRITING_METHODS][number];

/** One write, and the answer to it as the carrier's page shows it. */
export type WriteScene = {
  of: OrderKind | WritingMethod;
  run(carrier: Carrier): Promise<unknown>;
  documented: Answer;
  /** Answers of this wire alone that look like a success, and are not the one of its page. */
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

/** What proxies and careless servers answer in a carrier's place, under the status of the page and under 200. */
function listUndocumented({ documented, undocumented = {} }: WriteScene): [string, Answer][] {
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
    ["its own answer under another success", { ...documented, status: 203 }],
    ["its own answer called a web page", withType("text/html", documented)],
    ["its own answer called a text", withType("text/plain; charset=utf-8", documented)],
    ...(documented.headers?.location === undefined
      ? []
      : ([
          ["its own answer without its Location", { ...documented, headers: {} }],
          ["its own answer with the Location of a page", { ...documented, headers: { location: "/login/" } }],
          ["a web page with its Location", withType("text/html", { ...documented, body: HTML_PAGE.body })],
        ] satisfies [string, Answer][])),
    ...Object.entries(undocumented),
  ];
}

/**
 * A success that is not the documented one is no outcome: for every program and every writing method of the wire, it leaves the number unclear
 * or is a `bad_response` that may have happened. The wire's scenes have to cover all of them.
 */
export function describeWrites(
  name: string,
  { open, scenes }: { open(url: string, http: CarrierHttp): Carrier; scenes: readonly WriteScene[] },
) {
  describe(`the writes of ${name}`, () => {
    const server = useCarrierServer();
    const connect = () => open(server.server.url, createHttp(server.ports, { secretValues: [], timeoutMs: 2_000 }));
    const judge = (scene: WriteScene) =>
      scene.run(connect()).then(readOutcome, (error: unknown) => {
        if (error instanceof CarrierError) return { fault: error.fault, mayHaveHappened: error.mayHaveHappened };
        throw error;
      });

    it("are all tried", () => {
      const carrier = connect();
      const methods = Object.entries(WRITING_METHODS).flatMap(([capability, names]) =>
        capability in carrier ? [...names] : [],
      );
      const expected = [...Object.keys(carrier.programs), ...methods];
      expect([...new Set(scenes.map(({ of }) => of))].sort()).toEqual(expected.sort());
    });

    it.each(scenes)("take the documented answer ($of)", async (scene) => {
      server.server.play(scene.documented);
      expect(await judge(scene)).toMatchObject({ isTaken: true });
      expect(server.server.requests).toHaveLength(1);
    });

    const tries = scenes.flatMap((scene) =>
      listUndocumented(scene).map(([what, answer]) => ({ of: scene.of, what, answer, scene })),
    );
    it.each(tries)("do not take for an outcome: $what ($of)", async ({ answer, scene }) => {
      server.server.play(answer);
      const judged = await judge(scene);
      if ("fault" in judged) expect(judged).toEqual({ fault: "bad_response", mayHaveHappened: true });
      else expect(judged).toEqual({ isTaken: false });
      expect(server.server.requests).toHaveLength(1);
    });
  });
}

/** A program answers number by number; a method that does not throw has taken the answer. */
function readOutcome(result: unknown): { isTaken: boolean } {
  if (!isWriteAnswer(result)) return { isTaken: true };
  const outcome = result.outcomes.get(CONTRACT_NUMBER) ?? result.rest;
  return { isTaken: outcome.is !== "unclear" };
}

const isWriteAnswer = (value: unknown): value is WriteAnswer =>
  typeof value === "object" && value !== null && "outcomes" in value && "rest" in value;
