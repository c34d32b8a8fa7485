import { describe, expect, it } from "vitest";
import { createHttp } from "../http";
import { useCarrierServer } from "../testing/use-carrier-server";
import { bandwidth } from ".";
import { NUMBERS, ORDER, order, settings, tns, xml } from "./dashboard-scenes";

const [A, B] = NUMBERS;
if (!A || !B) throw new Error("two numbers");
const json = (body: unknown) => ({ status: 200, body: JSON.stringify(body) });
const registered = { id: "n-1", number: A, applicationId: "a-1", numberState: "enabled" };
const ODD = [null, {}, "text", { id: "n-2" }, { id: "n-3", number: "919" }];

describe("the lists of Bandwidth, entry by entry", () => {
  const server = useCarrierServer();
  const open = () => bandwidth.open(settings(server.server.url), createHttp(server.ports, { secretValues: [] }));
  const settle = async () =>
    (
      await open().programs.register?.read({ numbers: [A, B], params: { applicationId: "a-1" }, step: "settle" })
    )?.readings.map(({ finding }) => finding);

  it("reads the registered numbers beside odd entries, and calls no other number absent", async () => {
    server.server.play(json([...ODD, registered]));
    expect(await settle()).toEqual(["done", "unseen"]);
    expect(await open().messaging?.listRegistered()).toMatchObject({ items: [{ number: A }], oddCount: 5 });
    expect(await open().readNumbers?.([A, B])).toMatchObject([{ finding: "done" }, { finding: "unclear" }]);
    server.server.play(json([registered]));
    expect(await settle()).toEqual(["done", "absent"]);
    expect(await open().readNumbers?.([A, B])).toMatchObject([
      { finding: "done" },
      { finding: "absent", facts: { registrationState: "none" } },
    ]);
  });

  it("pages on past a page of nothing but odd entries", async () => {
    const page = (entries: unknown[]) => ({ ...json(entries), headers: { link: '<https://x>; rel="next"' } });
    server.server.playInTurn(page([{ odd: 1 }]), page([{ odd: 2 }]), json([registered]));
    expect(await settle()).toEqual(["done", "unseen"]);
    expect(server.server.requests).toHaveLength(3);
  });

  it("lists applications and finds a message beside odd entries", async () => {
    server.server.play(json([{ name: "without an id" }, { id: "a-1", name: "Portal" }]));
    expect(await open().messaging?.listApplications()).toMatchObject({ items: [{ id: "a-1" }], oddCount: 1 });
    const message = { id: "m-1", state: "sent", from: A, to: B, text: "x", tag: "r-1" };
    server.server.play(json([{ state: "sent" }, message]));
    const params = { to: B, text: "x" };
    const found = await open().programs["message-test"]?.read({
      numbers: [A],
      params,
      step: "settle",
      reference: "r-1",
    });
    expect(found).toMatchObject({ externalId: "m-1", readings: [{ finding: "done" }] });
  });

  it("finds the order of a lost answer beside an odd one, and proves nothing by a list that it cannot read", async () => {
    const list = (...orders: string[]) =>
      xml(200, `<ExternalTnsOrders><TotalCount>2</TotalCount>${orders.join("")}</ExternalTnsOrders>`);
    const read = () => open().programs.import?.read({ numbers: [A], params: {}, step: "settle", reference: "r-1" });
    const odd = "<ExternalTnsOrder><Colour>red</Colour></ExternalTnsOrder>";
    const complete = order("COMPLETE", tns("9199918388"));
    server.server.play((request) => (request.url.includes("?") ? list(odd, complete) : xml(200, complete)));
    expect(await read()).toMatchObject({ externalId: ORDER, readings: [{ finding: "done" }] });
    server.server.play(list(odd, order("COMPLETE").replace("r-1", "r-10")));
    await expect(read()).rejects.toMatchObject({ fault: "bad_response", mayHaveHappened: false });
  });
});
