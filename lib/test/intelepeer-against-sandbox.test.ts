import { describe, expect, it } from "vitest";
import {
  A,
  B,
  client,
  findings,
  number,
  openCarrier,
  program,
  read,
  ten,
  useCarrierClient,
  writeOne,
} from "./carrier-client";

describe("IntelePeer", () => {
  useCarrierClient();
  const withToken = (token: string = client.sandbox.credentials.intelepeer.token) =>
    openCarrier("intelepeer", { INTELEPEER_URL: client.sandbox.urls.intelepeer, INTELEPEER_TOKEN: token });
  const withPassword = () =>
    openCarrier("intelepeer", {
      INTELEPEER_URL: client.sandbox.urls.intelepeer,
      INTELEPEER_AUTH_URL: client.sandbox.urls.intelepeerAuth,
      INTELEPEER_USERNAME: client.sandbox.credentials.intelepeer.username,
      INTELEPEER_PASSWORD: client.sandbox.credentials.intelepeer.password,
    });

  it("switches SMS on and off, by token and by password, also after its token has died", async () => {
    for (const carrier of [withToken(), withPassword()]) {
      await carrier.probe();
      expect(findings(await read(carrier, "sms-enable", "check", [A, B]))).toEqual(["absent", "absent"]);
      expect(await writeOne(carrier, "sms-enable", A)).toMatchObject({ type: "accepted" });
      expect(findings(await read(carrier, "sms-enable", "poll", [A, B]))).toEqual(["done", "unseen"]);
      client.sandbox.expireTokens();
      expect(await writeOne(carrier, "sms-disable", A)).toMatchObject({ type: "accepted" });
      expect(findings(await read(carrier, "sms-disable", "poll", [A]))).toEqual(["done"]);
    }
    expect(client.sandbox.ledger.countOf({ kind: "sms.enable", number: ten(A) })).toBe(2);
  });

  it("reads 120 numbers in three calls, in both forms of the list", async () => {
    const numbers = Array.from({ length: 120 }, (_, n) => number(`+1303555${2_000 + n}`));
    const [first] = numbers;
    if (first) await writeOne(withToken(), "sms-enable", first);
    for (const manyShape of ["array", "wrapped"] as const) {
      client.sandbox.changeSettings({ intelepeer: { manyShape } });
      client.ports.calls.length = 0;
      const readings = await withToken().readNumbers?.(numbers);
      expect(findings(readings)).toEqual(numbers.map((one) => (one === first ? "done" : "absent")));
      expect(client.ports.calls).toHaveLength(3);
    }
  });

  it("waits where something is in progress, and hands on refusals under every key", async () => {
    client.sandbox.changeSettings({ intelepeer: { requestedMs: 60_000 } });
    await writeOne(withToken(), "sms-enable", A);
    expect(await writeOne(withToken(), "sms-enable", A)).toMatchObject({ type: "unclear", code: "409" });
    expect(findings(await read(withToken(), "sms-enable", "settle", [A]))).toEqual(["working"]);
    expect(findings(await read(withToken(), "sms-disable", "check", [A]))).toEqual(["opposite"]);
    for (const errorKey of ["error", "detail", "message", "reason"] as const) {
      client.sandbox.changeSettings({ intelepeer: { errorKey } });
      const refused = await writeOne(withToken(), "sms-disable", B);
      expect(refused).toMatchObject({
        type: "failed",
        code: "400",
        message: expect.stringMatching(/provisioned state/),
      });
    }
  });

  it("reads a number that ends in error", async () => {
    client.sandbox.setOutcomes([{ carrier: "intelepeer", number: A, outcome: "error" }]);
    await writeOne(withToken(), "sms-enable", A);
    expect(await read(withToken(), "sms-enable", "poll", [A])).toMatchObject([{ finding: "refused", code: "error" }]);
  });

  it.each(["code-error", "detail", "expired"] as const)("knows refused credentials in the form %s", async (shape) => {
    client.sandbox.changeSettings({ intelepeer: { unauthorizedShape: shape } });
    await expect(withToken("wrong").probe()).rejects.toMatchObject({ fault: "auth" });
    const write = writeOne(withToken("wrong"), "sms-enable", A);
    await expect(write).rejects.toMatchObject({ fault: "auth", mayHaveHappened: false });
  });

  it("settles a lost answer by reading, and never guesses a list", async () => {
    client.sandbox.addFault({
      carrier: "intelepeer",
      endpoint: "POST provision",
      times: 1,
      fault: { kind: "resetAfter" },
    });
    await expect(writeOne(withToken(), "sms-enable", A)).rejects.toMatchObject({ mayHaveHappened: true });
    expect(findings(await read(withToken(), "sms-enable", "settle", [A]))).toEqual(["done"]);
    client.sandbox.addFault({
      carrier: "intelepeer",
      endpoint: "POST provision",
      times: 1,
      fault: { kind: "resetBefore" },
    });
    await expect(writeOne(withToken(), "sms-enable", B)).rejects.toMatchObject({ mayHaveHappened: true });
    expect(findings(await read(withToken(), "sms-enable", "settle", [B]))).toEqual(["absent"]);
    expect(client.sandbox.ledger.listDuplicates()).toEqual([]);
    client.sandbox.addFault({ carrier: "intelepeer", endpoint: "GET provision", fault: { kind: "wrongLength207" } });
    await expect(withToken().readNumbers?.([A, B])).rejects.toMatchObject({ fault: "bad_response" });
  });

  it.each(["mixed-207", "always-207"] as const)("sets and reads webhooks (%s)", async (bulkWebhook) => {
    client.sandbox.changeSettings({ intelepeer: { bulkWebhook } });
    const carrier = withToken();
    await writeOne(carrier, "sms-enable", A);
    const params = { url: "https://portal.example/sms" };
    const set = program(carrier, "webhook-set");
    const { outcomes } = await set.write({ numbers: [A, B], reference: "r", params });
    expect(outcomes.get(A)).toMatchObject({ type: "confirmed" });
    expect(outcomes.get(B)).toMatchObject({ type: "failed", code: "400" });
    expect(await read(carrier, "webhook-set", "settle", [A], params)).toMatchObject([
      { finding: "done", facts: { webhookUrl: params.url } },
    ]);
  });
});
