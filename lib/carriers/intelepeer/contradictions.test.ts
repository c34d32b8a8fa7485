import { describe, expect, it } from "vitest";
import { phoneNumber } from "@/lib/domain/phone-number";
import { createHttp } from "../http";
import { json, state } from "../testing/intelepeer-answers";
import { useCarrierServer } from "../testing/use-carrier-server";
import { intelepeer } from ".";

const [A, B] = [phoneNumber.parse("+13031112222"), phoneNumber.parse("+17208675309")];
const params = { url: "https://portal.example/sms" };
const provisioning = { state: "provisioned" };

describe("intelepeer: a response that contradicts itself or its number", () => {
  const carrierServer = useCarrierServer();
  const program = (kind: "sms-enable" | "sms-disable" | "webhook-set") => {
    const found = intelepeer.open(
      { INTELEPEER_URL: carrierServer.server.url, INTELEPEER_TOKEN: "a-token" },
      createHttp(carrierServer.ports, { secretValues: [] }),
    ).programs[kind];
    if (!found) throw new Error(kind);
    return found;
  };
  const write = async (kind: "sms-enable" | "webhook-set", numbers = [A, B]) => {
    const { outcomes, rest } = await program(kind).write({ numbers, reference: "r", params });
    return numbers.map((number) => outcomes.get(number) ?? rest);
  };

  it.each([
    [200, { code: 200, error: "Status is temporarily unavailable" }],
    [200, { code: 200, message: "The request is being processed" }],
    [200, { code: 202 }],
    [200, { code: 207 }],
    [200, { code: 404, error: "no such route" }],
    [200, { code: 200, state: "provisioned" }],
    [200, { code: 200, provisioning: { state: null, pending: true } }],
    [200, { provisioning: { state: null } }],
    [404, { code: 200, provisioning }],
    [404, { code: 404, provisioning }],
    [200, { code: 200, endpoint: B, provisioning }],
  ])("reads %i %j as no state at all", async (status, body) => {
    carrierServer.server.respondWith(json(status, body));
    for (const kind of ["sms-enable", "sms-disable"] as const)
      for (const step of ["poll", "settle"] as const) {
        const [reading] = (await program(kind).read({ numbers: [A], params: {}, step })).readings;
        expect(reading).toMatchObject({ number: A, finding: "unclear" });
        expect(reading?.facts).toBeUndefined();
      }
  });

  it("reads the entries of a 207 that name another number as unclear, in any spelling of the number", async () => {
    const read = async (...endpoints: unknown[]) => {
      carrierServer.server.respondWith(
        json(
          207,
          endpoints.map((endpoint) => ({ code: 200, endpoint, provisioning })),
        ),
      );
      const { readings } = await program("sms-enable").read({ numbers: [A, B], params: {}, step: "poll" });
      return readings.map(({ finding }) => finding);
    };
    expect(await read(B, A)).toEqual(["unclear", "unclear"]);
    expect(await read(A, A)).toEqual(["done", "unclear"]);
    expect(await read("303-111-2222", 17208675309)).toEqual(["done", "done"]);
  });

  it.each([400, 404])(
    "finds the number for which the carrier refuses several with %i, and reads the others",
    async (code) => {
      const numbers = Array.from({ length: 9 }, (_, n) => phoneNumber.parse(`+1303111222${n}`));
      carrierServer.server.respondWith(({ url }) => {
        const asked = [...new URL(url, "http://x").searchParams.getAll("endpoint")];
        const items = asked.map((one) =>
          one === numbers[4] ? { code, error: "not valid" } : { code: 200, provisioning },
        );
        if (items.some((item) => item.code === code)) return json(code, { code, error: "not valid" });
        return items.length === 1 ? json(200, items[0]) : json(207, items);
      });
      const { readings } = await program("sms-enable").read({ numbers, params: {}, step: "check" });
      expect(readings.map(({ number }) => number)).toEqual(numbers);
      expect(readings.filter(({ finding }) => finding === "done")).toHaveLength(8);
      expect(readings[4]).toMatchObject({ finding: code === 400 ? "refused" : "absent" });
      expect(carrierServer.server.requests.length).toBeLessThan(12);
    },
  );

  it("does not ask number by number behind a proxy's page", async () => {
    carrierServer.server.respondWith({ status: 404, body: "<html>no such page</html>" });
    await expect(program("sms-enable").read({ numbers: [A, B], params: {}, step: "check" })).rejects.toMatchObject({
      fault: "bad_response",
    });
    expect(carrierServer.server.requests).toHaveLength(1);
  });

  it("reads a webhook's 207 the same way", async () => {
    carrierServer.server.respondWith(
      json(207, [
        { code: 201, endpoint: B },
        { code: 400, endpoint: A, error: "not enabled for SMS" },
      ]),
    );
    expect(await write("webhook-set")).toMatchObject([{ type: "unclear" }, { type: "unclear" }]);
    carrierServer.server.respondWith(
      json(207, [
        { code: 201, endpoint: A },
        { code: 201, error: "not active" },
      ]),
    );
    expect(await write("webhook-set")).toMatchObject([{ type: "confirmed" }, { type: "unclear" }]);
  });

  it.each([
    [201, { code: 201, error: "1 of 2 numbers is not enabled for SMS" }],
    [201, { code: 201, failed: [B] }],
    [201, { code: 201, endpoints: [A] }],
    [201, { code: 201, webhook: "https://other.example" }],
    [404, { code: 404, endpoint: B, error: "not available" }],
    [400, { code: 201 }],
  ])("leaves all numbers of a webhook's %i %j open", async (status, body) => {
    carrierServer.server.respondWith(json(status, body));
    expect(await write("webhook-set")).toMatchObject([{ type: "unclear" }, { type: "unclear" }]);
  });

  it("confirms all numbers of a 201 that names them all", async () => {
    const body = { code: 201, endpoints: [B, A], webhook: params.url, error: null, failed: [] };
    carrierServer.server.respondWith(json(201, body));
    expect(await write("webhook-set")).toMatchObject([{ type: "confirmed" }, { type: "confirmed" }]);
  });

  it.each([
    { code: 500, webhook: params.url },
    { code: 409, webhook: params.url, error: "not active" },
    { code: 200, webhook: params.url, error: "not active" },
    { code: 404 },
    { code: 200, webhook: params.url, endpoint: B },
  ])("does not take %j for the webhook of the number", async (body) => {
    carrierServer.server.respondWith(json(200, body));
    const { readings } = await program("webhook-set").read({ numbers: [A], params, step: "settle" });
    expect(readings).toMatchObject([{ finding: "unclear" }]);
    expect(readings[0]?.facts).toBeUndefined();
  });

  it.each([
    json(400, { code: 409, error: "in progress" }),
    json(400, { code: 202, provisioning: { state: "requested" } }),
    json(202, { code: 202, endpoint: B, provisioning: { state: "requested" } }),
    { ...state("requested", 202), status: 404 },
  ])("leaves a write open that is answered with $status $body", async (answer) => {
    carrierServer.server.respondWith(answer);
    expect(await write("sms-enable", [A])).toMatchObject([{ type: "unclear" }]);
  });
});
