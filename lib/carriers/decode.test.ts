import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { buildXml } from "./bandwidth/xml";
import { CarrierError } from "./carrier-error";
import { decodeJson, decodeXml } from "./decode";
import { parseXml } from "./parse-xml";

const reply = (body: string) => ({ status: 200, headers: {}, body, callId: "call-1" });
const MEGA = 1024 * 1024;
const LAUGHS = `<!DOCTYPE lolz [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n} "${`&a${n || ""};`.repeat(10)}">`).join("")}]>`;
const names = (count: number) => Array.from({ length: count }, (_, n) => `a${n}="1"`).join(" ");

const ATTACKS: [string, string][] = [
  ["a document type", "<!DOCTYPE r><r/>"],
  ["a document type in small letters", "<!doctype r><r/>"],
  ["a document type after a declaration", '<?xml version="1.0"?><!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>'],
  ["a document type after a comment", "<!-- x --><!DOCTYPE r><r/>"],
  ["a document type inside the root", "<r><!DOCTYPE r></r>"],
  ["an external entity", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'],
  ["a parameter entity", '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1/">%x;]><r/>'],
  ["a billion laughs", `${LAUGHS}<r>&a8;</r>`],
  ["a quadratic blow-up", `<!DOCTYPE r [<!ENTITY x "${"x".repeat(50_000)}">]><r>${"&x;".repeat(5_000)}</r>`],
  ["an entity declaration alone", '<!ENTITY x "y"><r/>'],
  ["an element declaration", "<!ELEMENT r ANY><r/>"],
  ["an undefined entity", "<r>&secret;</r>"],
  ["an HTML entity", "<r>&nbsp;</r>"],
  ["a bare ampersand", "<r>a & b</r>"],
  ["an ampersand without an end", "<r>&amp</r>"],
  ["a reference to NUL", "<r>&#0;</r>"],
  ["a reference to a surrogate", "<r>&#xD800;</r>"],
  ["a reference beyond Unicode", "<r>&#x110000;</r>"],
  ["an entity inside an attribute", '<r a="&secret;"/>'],
  ["depth of 21", `${"<a>".repeat(21)}${"</a>".repeat(21)}`],
  ["depth of 100,000", `${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}`],
  ["a million open elements", "<a>".repeat(MEGA)],
  ["a million empty elements", `<r>${"<a/>".repeat(MEGA)}</r>`],
  ["a million comments", `<r>${"<!---->".repeat(500_000)}</r>`],
  ["a million processing instructions", `<r>${"<?x?>".repeat(600_000)}</r>`],
  ["a million CDATA sections", `<r>${"<![CDATA[]]>".repeat(300_000)}</r>`],
  ["open CDATA sections", `<r>${"<![CDATA[".repeat(400_000)}</r>`],
  ["five megabytes", `<r>${"x".repeat(5 * MEGA)}</r>`],
  ["one text of three megabytes", `<r>${"x".repeat(3 * MEGA)}</r>`],
  ["half a million entities", `<r>${`<a>${"&amp;".repeat(10_000)}</a>`.repeat(50)}</r>`],
  ["a tag that never ends", "<a".repeat(MEGA)],
  ["a tag of a megabyte", `<r ${"a ".repeat(MEGA / 2)}/>`],
  ["a tag of 10,000 attributes", `<r ${names(10_000)}/>`],
  ["an attribute twice", '<r a="1" a="2"/>'],
  ["a prototype", "<r><__proto__><isAdmin>true</isAdmin></__proto__></r>"],
  ["wrong nesting", "<a><b></a></b>"],
  ["an end without a start", "</a>"],
  ["a missing end", "<r><a></a>"],
  ["two roots", "<a/><b/>"],
  ["text before the root", "hello <a/>"],
  ["nothing but space", "  \n "],
  ["nothing", ""],
  ["JSON", '{"a":1}'],
  ["a web page", "<html><body><p>Bad Gateway</p></body></html>"],
  ["a web page with a document type", "<!DOCTYPE html><html></html>"],
  ["a comment that never ends", "<r><!-- "],
  ["a tag that begins with a digit", "<1a/>"],
  ["an angle bracket in a text", "<r>1 < 2</r>"],
  ["a null byte in a name", "<r\u0000/>"],
  ["megabytes of space", `${" ".repeat(3 * MEGA)}<r/>`],
];

describe("decodeXml", () => {
  it.each(ATTACKS)("refuses %s at once", (_name, body) => {
    const decode = () => decodeXml(z.unknown(), reply(body), { isWrite: true, lists: [] });
    // Time of this process alone, the best of three: a busy machine is not the document's fault.
    let best = Infinity;
    for (let round = 0; round < 3; round += 1) {
      const started = process.cpuUsage();
      expect(decode).toThrow(
        expect.objectContaining({ fault: "bad_response", mayHaveHappened: true, callId: "call-1" }),
      );
      best = Math.min(best, process.cpuUsage(started).user / 1000);
    }
    expect(best).toBeLessThan(250);
  });

  it("keeps every value as text and every list a list", () => {
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

  it("decodes XML's own entities once", () => {
    expect(parseXml("<r>&amp;lt; &lt;&gt; &quot;&apos; &#233;&#xE9; &amp;#65;<![CDATA[&amp;<x>]]></r>", [])).toEqual({
      r: "&lt; <> \"' éé &#65;&amp;<x>",
    });
  });

  it("carries 10,000 random texts through building and parsing", () => {
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
        // Edges are trimmed when read, so that the text stands between two marks.
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

  it("gives what the schema gives", () => {
    expect(decodeJson(schema, reply('{"a":"0012"}'), { isWrite: false })).toEqual({ a: "0012" });
  });

  it.each([
    ["", "empty"],
    ["<html><body/></html>", "web page"],
    ['{"a":', "could not be read"],
    ['{"a":1}', "form of its contract"],
    ["[".repeat(100_000), "could not be read"],
  ])("says of %j that it is %s", (body, words) => {
    for (const isWrite of [true, false]) {
      const decode = () => decodeJson(schema, reply(body), { isWrite });
      expect(decode).toThrow(CarrierError);
      expect(decode).toThrow(
        expect.objectContaining({ message: expect.stringContaining(words), mayHaveHappened: isWrite }),
      );
    }
  });
});
