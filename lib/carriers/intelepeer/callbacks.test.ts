import { expect, it } from "vitest";
import { createHttp } from "../http";
import { createMemoryPorts } from "../testing/memory-ports";
import { intelepeer } from ".";

const { callbacks } = intelepeer.open(
  { INTELEPEER_URL: "https://carrier.example", INTELEPEER_TOKEN: "a-token" },
  createHttp(createMemoryPorts(), { secretValues: [] }),
);
const sms = { refid: "r-1", from: "+13233326955", to: "+13031112222" };

it.each([
  [{ message: "STOP" }, "STOP"],
  [{ message: "" }, ""],
  [{ message: ["STOP", "STOP"] }, "STOP"],
])("reads the text of %j", (change, text) => {
  expect(callbacks?.read({ ...sms, ...change })).toMatchObject([{ messageId: "r-1", text }]);
});

it.each([
  {},
  { text: "STOP" },
  { message: null, text: "STOP" },
  { message: [] },
  { message: ["STOP", "hello"] },
  { message: "STOP", refid: ["r-1", "r-2"] },
])("does not read %j as a message: its text would be lost", (change) => {
  expect(() => callbacks?.read({ ...sms, ...change })).toThrow(expect.objectContaining({ fault: "bad_response" }));
});
