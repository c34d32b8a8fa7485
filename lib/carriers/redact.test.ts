import { describe, expect, it } from "vitest";
import { leastOf, processorTime } from "@/lib/test/least-of";
import { createRedactor } from "./redact";

const SECRETS = ["s3cret&<key>", 'quo"ted-key', "abcd"];
const { redactHeaders, redactText, redactUrl } = createRedactor(SECRETS);

describe("the redactor", () => {
  it("redacts by field name, at any depth and in any case", () => {
    const body = {
      apikey: "k1",
      ApiKey: "k2",
      list: [{ provider: { properties: { accountId: "9999999", userName: "wileCoyote", password: "catchThatBird" } } }],
      token: { nested: "t" },
      tn: 2015550142,
    };
    const text = redactText(JSON.stringify(body));
    for (const secret of ["k1", "k2", "wileCoyote", "catchThatBird", "nested"]) expect(text).not.toContain(secret);
    expect(text).toContain("9999999");
    expect(text).toContain("2015550142");
  });

  it("redacts in truncated JSON", () => {
    expect(redactText('{"a":1,"password":"half a secr')).not.toContain("half a");
    expect(redactText('{"apikey": 4711, "b":')).not.toContain("4711");
  });

  it.each([
    ["plainly", "no such key s3cret&<key>!"],
    ["in XML", "<m>s3cret&amp;&lt;key&gt;</m>"],
    ["in JSON", JSON.stringify({ message: 'bad quo"ted-key' })],
    ["in truncated JSON", '{"message":"bad quo\\"ted-key'],
    ["in a URL", "/x?key=s3cret%26%3Ckey%3E"],
  ])("redacts a secret echoed %s", (_where, text) => {
    expect(redactText(text)).not.toMatch(/s3cret|ted-key/);
  });

  it("redacts credentials in headers and URLs", () => {
    expect(redactHeaders({ Authorization: "Bearer x", "set-cookie": "a=b", via: "proxy abcd", accept: "*/*" })).toEqual(
      {
        Authorization: "[redacted]",
        "set-cookie": "[redacted]",
        via: "proxy [redacted]",
        accept: "*/*",
      },
    );
    expect(redactUrl("https://user:pass@host/x?apikey=1&tn=2&password=3#f")).toBe(
      "https://[redacted]@host/x?apikey=[redacted]&tn=2&password=[redacted]#f",
    );
  });

  const SECRET = `pa&ss"wo/r\\d<1 é`;
  const percent = encodeURIComponent(SECRET);
  const xml = SECRET.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
  const json = JSON.stringify(SECRET).slice(1, -1);
  const everyChar = (spell: (code: number) => string) =>
    [...SECRET].map((char) => spell(char.codePointAt(0) ?? 0)).join("");
  const basic = Buffer.from(`acme-user:${SECRET}`).toString("base64");

  it.each([
    ["as is", SECRET],
    ["percent-encoded", percent],
    ["percent-encoded in lower case", percent.replace(/%../g, (hex) => hex.toLowerCase())],
    ["percent-encoded twice", encodeURIComponent(percent)],
    ["percent-encoded with a plus", percent.replaceAll("%20", "+")],
    ["fully percent-encoded", [...Buffer.from(SECRET)].map((byte) => `%${byte.toString(16)}`).join("")],
    ["in XML", xml],
    ["in XML within XML", xml.replaceAll("&", "&amp;")],
    ["in decimal references", everyChar((code) => `&#${code};`)],
    ["in hexadecimal references", everyChar((code) => `&#x${code.toString(16).toUpperCase()};`)],
    ["in JSON", json],
    ["in JSON within JSON", JSON.stringify(json).slice(1, -1)],
    ["in JSON with a slash escaped", json.replaceAll("/", "\\/")],
    ["in \\u references", everyChar((code) => `\\u${code.toString(16).padStart(4, "0")}`)],
    ["in Base64", Buffer.from(SECRET).toString("base64")],
    ["in Base64 with its user name", basic],
    ["in Base64 with its user name, for URLs", Buffer.from(`acme-user:${SECRET}`).toString("base64url")],
    ["in Base64 with its user name, percent-encoded", encodeURIComponent(basic)],
  ])("redacts a secret that comes back %s", (_how, spelled) => {
    const redactor = createRedactor([]);
    redactor.addCredentials({ secrets: [SECRET], userNames: ["acme-user"] });
    for (const hide of [redactor.hideAll, redactor.hideSecrets, redactor.redactText])
      expect(hide(`before ${spelled} after`)).toBe("before [redacted] after");
  });

  it("redacts most of a secret in the Base64 of a text that contains it", () => {
    const redactor = createRedactor(["correct-horse-battery"]);
    for (const before of ["", "a", "ab", "abc"]) {
      const text = redactor.hideSecrets(Buffer.from(`${before}correct-horse-battery and so on`).toString("base64"));
      expect(Buffer.from(text.replace("[redacted]", ""), "base64").toString()).not.toMatch(/orrect|horse|batter/);
    }
  });

  it("redacts user names in text, short ones and short secrets only as whole words", () => {
    const redactor = createRedactor([]);
    redactor.addCredentials({ secrets: ["pin-4711", "k3y5", "abc"], userNames: ["ops", "longer-name", "no"] });
    expect(redactor.hideAll("ops failed: stops, longer-names, pin-4711x, k3y5, k3y55, abc, no")).toBe(
      "[redacted] failed: stops, [redacted]s, [redacted]x, [redacted], k3y55, abc, no",
    );
    expect(redactor.hideSecrets("ops at longer-name.example.com with pin-4711")).toBe(
      "ops at longer-name.example.com with [redacted]",
    );
  });

  it("redacts the latest fetched tokens", () => {
    const redactor = createRedactor([]);
    for (let n = 100; n < 130; n += 1) redactor.addToken(`token-number-${n}`);
    expect(redactor.hideSecrets("token-number-129 token-number-110 token-number-100")).toBe(
      "[redacted] [redacted] token-number-100",
    );
  });

  it("is fast on hostile text", async () => {
    const redactor = createRedactor([`"\\\\"quoted"`, "%&%&%&%&"]);
    const hide = () => {
      for (const char of ["\\", "%25", "&amp;", '"', "&#0000000", "\\u005c"]) redactor.hideAll(char.repeat(200_000));
    };
    expect(await leastOf(5_000, () => processorTime(hide))).toBeLessThan(5_000);
  });
});
