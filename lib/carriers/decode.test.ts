import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { runningPools } from "@/lib/child-tasks/run-task";
import { LARGEST_XML, XML_ATTACKS } from "@/lib/test/xml-attacks";
import { leastOf, processorTime } from "@/lib/test/least-of";
import { buildXml } from "./bandwidth/xml";
import { CarrierError } from "./carrier-error";
import { decodeJson, decodeXml } from "./decode";
import { parseXml } from "./parse-xml";

const reply = (body: string) => ({ status: 200, headers: {}, body, callId: "call-1" });
describe("decodeXml", () => {
  it.each(XML_ATTACKS)("rejects %s at once", async (_name, body) => {
    const reject = () => processorTime(() => expect(() => parseXml(body, [])).toThrow());
    expect(await leastOf(250, reject)).toBeLessThan(250);
    await expect(decodeXml(z.unknown(), reply(body), { isWrite: true, lists: [] })).rejects.toMatchObject({
      fault: "bad_response",
      mayHaveHappened: true,
      callId: "call-1",
    });
  });

  it.each(LARGEST_XML)("reads %s, the largest documents that the guard allows", async (_name, body) => {
    const inline = parseXml(body, ["a"]);
    expect(await decodeXml(z.unknown(), reply(body), { isWrite: false, lists: ["a"] })).toEqual(inline);
  });

  it("reads a large response in a child process, and a small one in this process", async () => {
    const count = () => runningPools().xml?.count() ?? { running: 0, idle: 0 };
    const order = (numbers: number) =>
      `<Order>${"<TelephoneNumber>2015550123</TelephoneNumber>".repeat(numbers)}<OrderId>0012</OrderId></Order>`;
    const read = (numbers: number) =>
      decodeXml(
        z.looseObject({ Order: z.looseObject({ TelephoneNumber: z.array(z.string()) }) }),
        reply(order(numbers)),
        {
          isWrite: false,
          lists: ["TelephoneNumber"],
        },
      );
    const large = read(9_000);
    expect(count().running).toBe(1);
    expect((await large).Order).toMatchObject({ OrderId: "0012", TelephoneNumber: { length: 9_000 } });
    expect(count()).toMatchObject({ running: 0, idle: 1 });
    const small = read(5_000);
    expect(count().running).toBe(0);
    expect((await small).Order.TelephoneNumber).toHaveLength(5_000);
  });

  it("keeps every value as text and every list as a list", () => {
    const body = `\uFEFF<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <r><id>0012345</id><e>1234E5</e><t>true</t><d> 2018-01-09T02:58:04.609Z</d><none/><list><n>1</n></list><list><n>2</n></list></r>`;
    expect(parseXml(body, ["n", "list"])).toEqual({
      r: {
        id: "0012345",
        e: "1234E5",
        t: "true",
        d: "2018-01-09T02:58:04.609Z",
        none: "",
        list: [{ n: ["1"] }, { n: ["2"] }],
      },
    });
  });

  it("decodes XML's built-in entities once", () => {
    expect(parseXml("<r>&amp;lt; &lt;&gt; &quot;&apos; &#233;&#xE9; &amp;#65;<![CDATA[&amp;<x>]]></r>", [])).toEqual({
      r: "&lt; <> \"' éé &#65;&amp;<x>",
    });
  });

  it("builds and parses 10,000 random texts", () => {
    const legal = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
    const markup = fc.constantFrom(
      "&",
      "amp;",
      "lt;",
      "#65;",
      "<",
      ">",
      "]]>",
      "<!--",
      "-->",
      "<![CDATA[",
      "\r",
      "\n",
      "\r\n",
      "é",
      "😀",
      "x",
      " ",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.array(markup, { maxLength: 12 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (value) => {
        // Reading trims text, so the value is placed between two marks.
        const build = () => buildXml({ Order: { Text: `|${value}|` } });
        if (legal.test(value)) expect(parseXml(build(), [])).toEqual({ Order: { Text: `|${value}|` } });
        else expect(build).toThrow(RangeError);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe("decodeJson", () => {
  const schema = z.object({ a: z.string() });

  it("returns what the schema returns", () => {
    expect(decodeJson(schema, reply('{"a":"0012"}'), { isWrite: false })).toEqual({ a: "0012" });
  });

  it.each([
    ["", "empty"],
    ["<html><body/></html>", "web page"],
    ['{"a":', "could not be read"],
    ['{"a":1}', "unexpected format"],
    ["[".repeat(100_000), "could not be read"],
  ])("reports %j as %s", (body, message) => {
    for (const isWrite of [true, false]) {
      const decode = () => decodeJson(schema, reply(body), { isWrite });
      expect(decode).toThrow(CarrierError);
      expect(decode).toThrow(
        expect.objectContaining({ message: expect.stringContaining(message), mayHaveHappened: isWrite }),
      );
    }
  });
});
