import { describe, expect, it } from "vitest";
import { createHttp } from "../http";
import { useCarrierServer } from "../testing/use-carrier-server";
import { bandwidth } from ".";
import { NUMBERS, ORDER, order, settings, tns, xml } from "./dashboard-scenes";

const [A, B] = NUMBERS;
if (!A || !B) throw new Error("two numbers");
const json = (body: unknown) => ({ status: 200, body: JSON.stringify(body) });
const registered = { id: "n-1", number: A, applicationId: "a-1", numberState: "enabled" };
const INVALID = [null, {}, "text", { id: "n-2" }, { id: "n-3", number: "919" }];

describe("Bandwidth's lists, entry by entry", () => {
  const carrierServer = useCarrierServer();
  const open = () =>
    bandwidth.open(settings(carrierServer.server.url), createHttp(carrierServer.ports, { secretValues: [] }));
  const settle = async () =>
    (
      await open().programs.register?.read({ numbers: [A, B], params: { applicationId: "a-1" }, step: "settle" })
    )?.readings.map(({ finding }) => finding);

  it("reads registered numbers among invalid entries, and reports no other number as absent", async () => {
    carrierServer.server.respondWith(json([...INVALID, registered]));
    expect(await settle()).toEqual(["done", "unseen"]);
    expect(await open().messaging?.listRegistered()).toMatchObject({ items: [{ number: A }], oddCount: 5 });
    expect(await open().readNumbers?.([A, B])).toMatchObject([{ finding: "done" }, { finding: "unclear" }]);
    carrierServer.server.respondWith(json([registered]));
    expect(await settle()).toEqual(["done", "absent"]);
    expect(await open().readNumbers?.([A, B])).toMatchObject([
      { finding: "done" },
      { finding: "absent", facts: { registrationState: "none" } },
    ]);
  });

  it("does not know whether a number in an undocumented state is registered, in any reading", async () => {
    carrierServer.server.respondWith(json([{ ...registered, numberState: "suspended" }]));
    expect(await settle()).toEqual(["unclear", "absent"]);
    expect(await open().readNumbers?.([A])).toMatchObject([{ finding: "unclear", code: "suspended" }]);
    expect(await open().messaging?.listRegisteredPage(0)).toMatchObject({ items: [], oddCount: 1 });
    carrierServer.server.respondWith(json([{ ...registered, numberState: "Released" }]));
    expect(await open().readNumbers?.([A])).toMatchObject([{ finding: "absent" }]);
    expect(await open().messaging?.listRegisteredPage(0)).toMatchObject({ items: [], oddCount: 0 });
  });

  it("continues past a page with only invalid entries", async () => {
    const page = (entries: unknown[]) => ({ ...json(entries), headers: { link: '<https://x>; rel="next"' } });
    carrierServer.server.respondInTurn(page([{ odd: 1 }]), page([{ odd: 2 }]), json([registered]));
    expect(await settle()).toEqual(["done", "unseen"]);
    expect(carrierServer.server.requests).toHaveLength(3);
  });

  it("lists applications and finds a message among invalid entries", async () => {
    carrierServer.server.respondWith(json([{ name: "without an id" }, { id: "a-1", name: "Portal" }]));
    expect(await open().messaging?.listApplications()).toMatchObject({ items: [{ id: "a-1" }], oddCount: 1 });
    const message = { id: "m-1", state: "sent", from: A, to: B, text: "x", tag: "r-1" };
    carrierServer.server.respondWith(json([{ state: "sent" }, message]));
    const params = { to: B, text: "x" };
    const found = await open().programs["message-test"]?.read({
      numbers: [A],
      params,
      step: "settle",
      reference: "r-1",
    });
    expect(found).toMatchObject({ externalId: "m-1", readings: [{ finding: "done" }] });
  });

  it("finds the order of a lost response among invalid entries, and proves nothing from an unreadable list", async () => {
    const list = (...orders: string[]) =>
      xml(200, `<ExternalTnsOrders><TotalCount>2</TotalCount>${orders.join("")}</ExternalTnsOrders>`);
    const read = () => open().programs.import?.read({ numbers: [A], params: {}, step: "settle", reference: "r-1" });
    const invalid = "<ExternalTnsOrder><Color>red</Color></ExternalTnsOrder>";
    const complete = order("COMPLETE", tns("9199918388"));
    carrierServer.server.respondWith((request) =>
      request.url.includes("?") ? list(invalid, complete) : xml(200, complete),
    );
    expect(await read()).toMatchObject({ externalId: ORDER, readings: [{ finding: "done" }] });
    carrierServer.server.respondWith(list(invalid, order("COMPLETE").replace("r-1", "r-10")));
    await expect(read()).rejects.toMatchObject({ fault: "bad_response", mayHaveHappened: false });
  });
});
