import { afterAll, describe, expect, it } from "vitest";
import { createHttp } from "../http";
import { startCarrierServer } from "../testing/carrier-server";
import { createMemoryPorts } from "../testing/memory-ports";
import { bandwidth } from ".";
import { NUMBERS, ORDER, order, settings, tns, xml } from "./dashboard-scenes";

const [A, B] = NUMBERS;
if (!A || !B) throw new Error("two numbers");

const server = await startCarrierServer();
afterAll(() => server.close());

const program = () => {
  const http = createHttp(createMemoryPorts(), { secretValues: [] });
  const found = bandwidth.open(settings(server.url), http).programs.import;
  if (!found) throw new Error("no import");
  return found;
};

describe("settling a lost Bandwidth response", () => {
  const settle = (input: { externalId?: string } = {}) =>
    program().read({ numbers: [A, B], params: {}, step: "settle", reference: "r-1", ...input });
  const notFound = xml(
    404,
    "<ExternalTnsOrders><ResponseStatus><Description>The resource does not exist</Description></ResponseStatus></ExternalTnsOrders>",
  );

  it("treats the carrier's 404 as absence", async () => {
    server.respondWith(notFound);
    expect((await settle()).readings.map(({ finding }) => finding)).toEqual(["absent", "absent"]);
    expect(server.requests[0]?.url).toBe("/api/accounts/1/externalTns?customerOrderId=r-1");
  });

  it.each([
    ["a proxy's 404", { status: 404, body: "<html>not found</html>" }],
    ["an empty 404", { status: 404 }],
    [
      "a 404 with another error",
      xml(
        404,
        "<X><ResponseStatus><ErrorCode>1000</ErrorCode><Description>Internal Server Error. Please try again.</Description></ResponseStatus></X>",
      ),
    ],
    ["a 404 with our order in it", xml(404, order("RECEIVED"))],
    ["an empty document", xml(200, "<x/>")],
    [
      "a list that counts more than it shows",
      xml(
        200,
        `<ExternalTnsOrders><TotalCount>2</TotalCount>${order("COMPLETE").replace("r-1", "r-10")}</ExternalTnsOrders>`,
      ),
    ],
    [
      "a list with an order of no reference",
      xml(
        200,
        `<ExternalTnsOrders><TotalCount>1</TotalCount>${order("COMPLETE").replace("<CustomerOrderId>r-1</CustomerOrderId>", "")}</ExternalTnsOrders>`,
      ),
    ],
  ])("does not treat %s as absence", async (_what, answer) => {
    server.respondWith(answer);
    await expect(settle()).rejects.toMatchObject({ fault: "bad_response" });
  });

  it("finds the order by our reference and reads it in full", async () => {
    const other = order("COMPLETE").replace("r-1", "r-10").replace(ORDER, "other");
    server.respondWith((request) =>
      request.url.includes("?")
        ? xml(
            200,
            `<ExternalTnsOrders><TotalCount>2</TotalCount>${other}${order("PARTIAL", tns("9199918388"))}</ExternalTnsOrders>`,
          )
        : xml(200, order("COMPLETE", tns("9199918388", "4158714245"))),
    );
    const { readings, externalId } = await settle();
    expect(externalId).toBe(ORDER);
    expect(readings.map(({ finding }) => finding)).toEqual(["done", "done"]);
    expect(server.requests.map(({ url }) => url)).toEqual([
      "/api/accounts/1/externalTns?customerOrderId=r-1",
      `/api/accounts/1/externalTns/${ORDER}`,
    ]);
  });

  it("never reports an order with a known ID as absent", async () => {
    server.respondWith(notFound);
    expect((await settle({ externalId: ORDER })).readings.map(({ finding }) => finding)).toEqual(["unseen", "unseen"]);
  });
});
