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

/** One letter per number: done, refused, unclear, working. */
const LETTERS: Record<string, string> = { done: "d", refused: "r", unclear: "u", working: "w" };

describe("a Bandwidth order whose status contradicts its document", () => {
  const carrierServer = useCarrierServer();
  const read = (
    body: string,
    input: { numbers?: typeof NUMBERS; submitted?: typeof NUMBERS; reference?: string } = {},
  ) => {
    const http = createHttp(carrierServer.ports, { secretValues: [] });
    const program = bandwidth.open(settings(carrierServer.server.url), http).programs.import;
    if (!program) throw new Error("no import");
    carrierServer.server.respondWith(xml(200, body));
    return program.read({ numbers: NUMBERS, params: {}, step: "poll", externalId: ORDER, ...input });
  };
  const spell = async (body: string) =>
    (await read(body)).readings.map(({ finding }) => LETTERS[finding] ?? "?").join("");

  it.each([
    // As documented.
    ["rddd", "PARTIAL", ALL + errors(error("9199918388"))],
    ["rrdd", "PARTIAL", ALL + errors(error("9199918388"), error("4158714245"))],
    ["dddd", "COMPLETE", ALL],
    ["dddd", "COMPLETE", ALL + "<Errors/>"],
    ["rrrr", "FAILED", ALL],
    ["rrrr", "FAILED", ALL + errors(error())],
    ["rrrr", "FAILED", ALL + errors(error("9199918388", "4158714245", "4352154439", "4352154466"))],
    // From public bug reports: all numbers of the first one were shown as imported.
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
    // Elements that are not errors change no verdict.
    ["dddd", "COMPLETE", ALL + "<TrackingId>77</TrackingId>"],
    ["rddd", "PARTIAL", ALL + errors(error("9199918388")) + "<Tier><Name>9199918388</Name></Tier>"],
    ["wwww", "PROCESSING", ALL + errors(error("9199918388"))],
    // What could not be read is no empty list, and no number.
    [
      "uuuu",
      "COMPLETE",
      "<TelephoneNumbers><TelephoneNumber><Full>9199918388</Full></TelephoneNumber></TelephoneNumbers>",
    ],
    ["uuuu", "COMPLETE", "<TelephoneNumbers><Tn>9199918388</Tn></TelephoneNumbers>"],
    ["uddd", "COMPLETE", ALL.replace("9199918388", "9199918388 NOT IMPORTED")],
    ["ruuu", "PARTIAL", ALL + errors(error("9199918388", "4158714245, 4352154439"))],
    ["ruuu", "PARTIAL", ALL + errors(error("9199918388", "415871424"))],
    // Two levels that contradict each other.
    ["uuuu", "COMPLETE", `<Order><ProcessingStatus>FAILED</ProcessingStatus>${ALL}</Order>`],
  ])("reads the numbers as %s if it is %s %s", async (expected, status, rest) => {
    expect(await spell(order(status, rest))).toBe(expected);
  });

  it.each([
    ["another order", order("COMPLETE", ALL).replace(ORDER, "ffffffff-0000-4000-8000-000000000001")],
    ["an order of another reference", order("FAILED", ALL).replace("r-1", "someone-else")],
  ])("takes no verdict from the document of %s", async (_what, body) => {
    await expect(read(body, { reference: "r-1" })).rejects.toMatchObject({ fault: "bad_response" });
  });

  it("explains why, on every number and on the order", async () => {
    const { readings, unrequested } = await read(order("PARTIAL", ALL + "<Errors/>"));
    expect(readings[0]).toMatchObject({
      code: "PARTIAL",
      message: "The order is PARTIAL, but it names no error. The result for this number is unknown.",
    });
    expect(unrequested).toEqual([{ kind: "verdict", spelling: "PARTIAL", message: "But it names no error." }]);
  });

  it("gives the same verdict if only the open numbers are requested", async () => {
    const body = order("PARTIAL", ALL + errors(error("9199918388")));
    expect((await read(body, { numbers: [B, C], submitted: NUMBERS })).readings).toMatchObject([
      { finding: "done" },
      { finding: "done" },
    ]);
    expect((await read(body, { numbers: [B, C], submitted: NUMBERS })).unrequested).toBeUndefined();
    const failed = order("FAILED", ALL + errors(error("9199918388")));
    expect((await read(failed, { numbers: [B], submitted: NUMBERS })).readings).toMatchObject([{ finding: "unclear" }]);
  });

  it("reports each undocumented element at any place, with its content", async () => {
    const listed = order(
      "COMPLETE",
      `${ALL}<TrackingId>77</TrackingId><Order><Color>red</Color></Order><TelephoneNumbers><Count>4</Count></TelephoneNumbers>`,
    );
    const { unrequested } = await read(listed);
    expect(unrequested).toEqual(
      expect.arrayContaining([
        { kind: "element", spelling: "TrackingId", message: "77" },
        { kind: "element", spelling: "Order/Color", message: "red" },
        { kind: "element", spelling: "TelephoneNumbers/Count", message: "4" },
      ]),
    );
    const inside = order(
      "PARTIAL",
      ALL + errors(error("9199918388").replace("</Error>", "<Hint>port it</Hint></Error>")),
    );
    expect((await read(inside)).unrequested).toEqual([
      { kind: "element", spelling: "Errors/Error/Hint", message: "port it" },
    ]);
  });

  it("does not lose a list because of one invalid number, or an order because of an invalid error", async () => {
    const odd = `<TelephoneNumbers><TelephoneNumber>9199918388</TelephoneNumber><TelephoneNumber><Full>4158714245</Full></TelephoneNumber></TelephoneNumbers>`;
    const { readings, unrequested } = await read(order("COMPLETE", odd), { numbers: [A, B] });
    expect(readings).toMatchObject([{ finding: "done" }, { finding: "unclear" }]);
    expect(unrequested).toMatchObject([{ kind: "element", spelling: "TelephoneNumbers/TelephoneNumber/Full" }]);
  });
});
