import { expect, it } from "vitest";
import { readHealth } from "./call-health";
import { CarrierError } from "./carrier-error";

const JSON_BODY = '{"code":200}';

it.each([
  ["an answer", { status: 200, body: JSON_BODY }, "well"],
  ["an empty answer", { status: 201, body: "" }, "well"],
  ["a documented refusal", { status: 400, body: JSON_BODY }, "well"],
  ["a plain refusal", { status: 404, body: "no such thing" }, "well"],
  ["XML", { status: 200, body: '\uFEFF<?xml version="1.0"?><a/>\n' }, "well"],
  ["refused credentials, or not our number", { status: 401, body: JSON_BODY }, "refused"],
  ["a limit", { status: 429, body: "" }, "limited"],
  ["an error of its own", { status: 503, body: JSON_BODY }, "failing"],
  ["a redirect", { status: 302, body: "" }, "failing"],
  ["a web page", { status: 200, body: "<!DOCTYPE html><html>" }, "failing"],
  ["a web page under a refusal", { status: 403, body: "<html>blocked</html>" }, "failing"],
  ["half a document", { status: 200, body: '{"code":20' }, "failing"],
  ["noise", { status: 200, body: "\u0001\u0002%%%" }, "failing"],
] as const)("reads %s", (_what, reply, health) => {
  expect(readHealth(reply, {}, false).health).toBe(health);
});

it("reads a lost connection, a carrier's own limit, and a status that only the body tells", () => {
  expect(readHealth(new CarrierError("unavailable", "No answer in time."), {}, false)).toEqual({
    health: "failing",
    status: null,
    message: "No answer in time.",
  });
  expect(readHealth({ status: 403, body: JSON_BODY }, {}, true).health).toBe("limited");
  const inBody = { readStatus: () => 500 };
  expect(readHealth({ status: 200, body: JSON_BODY }, inBody, false)).toMatchObject({ health: "failing", status: 500 });
});
