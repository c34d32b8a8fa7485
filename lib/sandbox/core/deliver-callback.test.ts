import { expect, it } from "vitest";
import { openReceiver } from "../testing/open-receiver";
import { deliverCallback } from "./deliver-callback";

const deliver = (url: string, allowPrivateHosts = false) =>
  deliverCallback({ url, method: "POST", fields: {}, timeoutMs: 2_000 }, { allowPrivateHosts, callbacksTo: null });

it.each([
  ["http://portal.example.com/x", "https"],
  ["http://10.0.0.1/x", "https"],
  ["https://10.0.0.1/x", "private network"],
  ["https://[fd00::1]/x", "private network"],
  ["https://169.254.169.254/latest/meta-data", "private network"],
  ["ftp://portal.example.com/x", "not an http address"],
])("sends no callback to %s", async (url, words) => {
  expect(await deliver(url)).toEqual({
    url,
    method: "POST",
    status: null,
    error: expect.stringContaining(words) as string,
  });
});

it("needs https in private networks too, where they are allowed", async () => {
  expect((await deliver("http://192.168.1.1/x", true)).error).toContain("https");
});

it("reaches this machine", async () => {
  const receiver = await openReceiver(() => 200);
  try {
    expect(await deliver(`${receiver.address}/x`)).toMatchObject({ status: 200 });
  } finally {
    receiver.close();
  }
});
