import { describe, expect, it } from "vitest";
import { createRedactor } from "./redact";

const SECRETS = ["s3cret&<key>", 'quo"ted-key', "abcd"];
const { redactHeaders, redactText, redactUrl } = createRedactor(SECRETS);

describe("the redactor", () => {
  it("hides by field name, at any depth and in any case", () => {
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

  it("hides in JSON that is cut off", () => {
    expect(redactText('{"a":1,"password":"half a secr')).not.toContain("half a");
    expect(redactText('{"apikey": 4711, "b":')).not.toContain("4711");
  });

  it.each([
    ["plainly", "no such key s3cret&<key>!"],
    ["in XML", "<m>s3cret&amp;&lt;key&gt;</m>"],
    ["in JSON", JSON.stringify({ message: 'bad quo"ted-key' })],
    ["in JSON that is cut off", '{"message":"bad quo\\"ted-key'],
    ["in an address", "/x?key=s3cret%26%3Ckey%3E"],
  ])("hides a secret that is echoed %s", (_where, text) => {
    expect(redactText(text)).not.toMatch(/s3cret|ted-key/);
  });

  it("hides credentials in headers and addresses", () => {
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
});
