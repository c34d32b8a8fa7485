import { describe, expect, it } from "vitest";
import { createHttp } from "../http";
import { useCarrierServer } from "../testing/use-carrier-server";
import { bandwidth } from ".";
import { NUMBERS, ORDER, order, settings, tns, xml } from "./dashboard-scenes";

const [A, B, C, D] = NUMBERS;
if (!A || !B || !C || !D) throw new Error("four numbers");
const ALL = tns("9199918388", "4158714245", "4352154439", "4352154466");
const error = (...numbers: string[]) =>
  `<Error><Code>25060</Code><Description>Bandwidth-owned</Description>${numbers.length > 0 ? tns(...numbers) : ""}</Error>`;
const errors = (...inner: string[]) => `<Errors>${inner.join("")}</Errors>`;

/** One letter a number: done, refused, unclear. */
const LETTERS: Record<string, string> = { done: "d", refused: "r", unclear: "u", working: "w" };

describe("an order of Bandwidth whose status contradicts the rest", () => {
  const server = useCarrierServer();
  const read = (body: string, input: { numbers?: typeof NUMBERS; submitted?: typeof NUMBERS } = {}) => {
    const http = createHttp(server.ports, { secretValues: [] });
    const program = bandwidth.open(settings(server.server.url), http).programs.import;
    if (!program) throw new Error("no import");
    server.server.play(xml(200, body));
    return program.read({ numbers: NUMBERS, params: {}, step: "poll", externalId: ORDER, ...input });
  };
  const spell = async (body: string) =>
    (await read(body)).readings.map(({ finding }) => LETTERS[finding] ?? "?").join("");

  it.each([
    // As the page has it.
    ["rddd", "PARTIAL", ALL + errors(error("9199918388"))],
    ["rrdd", "PARTIAL", ALL + errors(error("9199918388"), error("4158714245"))],
    ["dddd", "COMPLETE", ALL],
    ["dddd", "COMPLETE", ALL + "<Errors/>"],
    ["rrrr", "FAILED", ALL],
    ["rrrr", "FAILED", ALL + errors(error())],
    ["rrrr", "FAILED", ALL + errors(error("9199918388", "4158714245", "4352154439", "4352154466"))],
    // From public bug reports of this trade: all numbers of the first one were shown as imported.
    ["uuuu", "PARTIAL", ALL + "<Errors/>"],
    ["uuuu", "PARTIAL", ALL],
    ["uuuu", "PARTIAL", ALL + errors(error())],
    ["ruuu", "PARTIAL", ALL + errors(error("9199918388"), error())],
    ["uuuu", "PARTIAL", ALL + errors(error("2015550199"))],
    ["uuuu", "PARTIAL", ALL + errors(error("(blank)"))],
    ["uuuu", "PARTIAL", ALL + errors("<Error/>")],
    ["uuuu", "PARTIAL", ALL + "<Errors>one of them</Errors>"],
    ["uuuu", "PARTIAL", ALL + errors("<Failure><Tn>9199918388</Tn><Reason>no</Reason></Failure>")],
    ["uuuu", "PARTIAL", ALL + "<FailedNumbers><Tn>9199918388</Tn></FailedNumbers>"],
    ["ruuu", "PARTIAL", ALL + errors(error("9199918388")) + "<Failures><Tn>4158714245</Tn></Failures>"],
    [
      "uuuu",
      "PARTIAL",
      ALL + errors("<Error><Code>25060</Code><Description>x</Description><Tn>9199918388</Tn></Error>"),
    ],
    ["ruuu", "FAILED", ALL + errors(error("9199918388"))],
    ["uuuu", "FAILED", ALL + errors(error("2015550199"))],
    ["uuuu", "FAILED", ALL + "<FailedNumbers><Tn>9199918388</Tn></FailedNumbers>"],
    ["uuuu", "COMPLETE", ALL + errors(error("9199918388"))],
    ["uuuu", "COMPLETE", ALL + errors(error())],
    ["uuuu", "COMPLETE", ALL + "<Warnings><Code>1</Code></Warnings>"],
    // What is no error changes no verdict.
    ["dddd", "COMPLETE", ALL + "<TrackingId>77</TrackingId>"],
    ["rddd", "PARTIAL", ALL + errors(error("9199918388")) + "<Tier><Name>9199918388</Name></Tier>"],
    ["wwww", "PROCESSING", ALL + errors(error("9199918388"))],
  ])("reads the numbers as %s where it is %s %s", async (expected, status, rest) => {
    expect(await spell(order(status, rest))).toBe(expected);
  });

  it("says in words why, on every number and on the order", async () => {
    const { readings, strangers } = await read(order("PARTIAL", ALL + "<Errors/>"));
    expect(readings[0]).toMatchObject({
      code: "PARTIAL",
      message: "The order is PARTIAL, yet it names no error. What became of this number is not known.",
    });
    expect(strangers).toEqual([{ kind: "verdict", spelling: "PARTIAL", words: "Yet it names no error." }]);
  });

  it("gives the same verdict when only the numbers that are still open are asked for", async () => {
    const body = order("PARTIAL", ALL + errors(error("9199918388")));
    expect((await read(body, { numbers: [B, C], submitted: NUMBERS })).readings).toMatchObject([
      { finding: "done" },
      { finding: "done" },
    ]);
    expect((await read(body, { numbers: [B, C], submitted: NUMBERS })).strangers).toBeUndefined();
    const failed = order("FAILED", ALL + errors(error("9199918388")));
    expect((await read(failed, { numbers: [B], submitted: NUMBERS })).readings).toMatchObject([{ finding: "unclear" }]);
  });

  it("reports each element that no page lists, wherever it stands, with what is in it", async () => {
    const listed = order(
      "COMPLETE",
      `${ALL}<TrackingId>77</TrackingId><Order><Colour>red</Colour></Order><TelephoneNumbers><Count>4</Count></TelephoneNumbers>`,
    );
    const { strangers } = await read(listed);
    expect(strangers).toEqual(
      expect.arrayContaining([
        { kind: "element", spelling: "TrackingId", words: "77" },
        { kind: "element", spelling: "Order/Colour", words: "red" },
        { kind: "element", spelling: "TelephoneNumbers/Count", words: "4" },
      ]),
    );
    const inside = order(
      "PARTIAL",
      ALL + errors(error("9199918388").replace("</Error>", "<Hint>port it</Hint></Error>")),
    );
    expect((await read(inside)).strangers).toEqual([
      { kind: "element", spelling: "Errors/Error/Hint", words: "port it" },
    ]);
  });

  it("does not lose a whole list for one odd number, nor an order for an odd error", async () => {
    const odd = `<TelephoneNumbers><TelephoneNumber>9199918388</TelephoneNumber><TelephoneNumber><Full>4158714245</Full></TelephoneNumber></TelephoneNumbers>`;
    const { readings, strangers } = await read(order("COMPLETE", odd), { numbers: [A, B] });
    expect(readings).toMatchObject([{ finding: "done" }, { finding: "unclear" }]);
    expect(strangers).toMatchObject([{ kind: "element", spelling: "TelephoneNumbers/TelephoneNumber/Full" }]);
  });
});
