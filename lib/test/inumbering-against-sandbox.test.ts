import { describe, expect, it } from "vitest";
import { A, client, findings, openCarrier, program, read, ten, useCarrierClient, writeOne } from "./carrier-client";

describe("iNumbering", () => {
  useCarrierClient();
  const carrier = (apikey: string = client.sandbox.credentials.inumbering.apikey) =>
    openCarrier("inumbering", { INUMBERING_URL: client.sandbox.urls.inumbering, INUMBERING_APIKEY: apikey });
  const inventory = (one = carrier()) => {
    if (!one.inventory) throw new Error("No inventory");
    return one.inventory;
  };

  it.each([
    ["as documented", {}],
    ["with the other types", { telephoneNumber: "number", coverageFields: "number", blockField: "block" }],
  ] as const)("searches what coverage counts, %s", async (_how, settings) => {
    client.sandbox.changeSettings({ inumbering: settings });
    const { items: rows } = await inventory().coverage("npaNxx", { npa: "201" });
    const row = rows.find(({ count }) => count > 0 && count <= 1_000);
    expect(row).toMatchObject({ npa: "201", nxx: expect.stringMatching(/^\d{3}$/) });
    const { items: found } = await inventory().search({ mask: `201${row?.nxx}xxxx`, quantity: 1_000 });
    expect(found).toHaveLength(row?.count ?? -1);
    expect(found[0]).toMatchObject({ lata: expect.stringMatching(/^\d{3}$/), state: "NJ" });
    for (const by of ["state", "rateCenter", "block"] as const)
      expect((await inventory().coverage(by, { state: "NJ" })).items.length).toBeGreaterThan(0);
  });

  it.each(["409", "430", "empty-list"] as const)("finds nothing, said by %s", async (emptySearch) => {
    for (const httpStatus of ["mirrored", "always-200"] as const)
      for (const errorText of ["message", "status"] as const) {
        client.sandbox.changeSettings({ inumbering: { emptySearch, httpStatus, errorText } });
        expect(await inventory().search({ mask: "9110000000", quantity: 1 })).toEqual({ items: [], oddCount: 0 });
        expect(await inventory().listOwned()).toEqual({ items: [], oddCount: 0 });
        await expect(carrier("0".repeat(32)).probe()).rejects.toMatchObject({ fault: "auth", carrierCode: "401" });
      }
  });

  it("orders with a route, confirms by the list, and reads the outcome of a lost order", async () => {
    const [first, second, third] = (await inventory().search({ mask: "201xxxxxxx", quantity: 40 })).items
      .map((one) => one.number)
      .filter((one) => !/040\d$/.test(one));
    if (!first || !second || !third) throw new Error("No stock");
    const { items: gateways } = await inventory().listGateways();
    const route = gateways.find(({ label }) => label === "DID")?.route;
    expect(findings(await read(carrier(), "purchase", "check", [first, second]))).toEqual(["absent", "absent"]);
    expect(await writeOne(carrier(), "purchase", first, { route: Number(route) })).toMatchObject({ type: "accepted" });
    expect(await read(carrier(), "purchase", "poll", [first, second])).toMatchObject([
      { finding: "done", facts: { ownership: "owned", route } },
      { finding: "unseen" },
    ]);
    expect((await inventory().listOwned(ten(first).slice(0, 6))).items.map((one) => one.number)).toContain(first);

    client.sandbox.addFault({ carrier: "inumbering", endpoint: "tnOrder", times: 1, fault: { kind: "resetAfter" } });
    await expect(writeOne(carrier(), "purchase", second)).rejects.toMatchObject({ mayHaveHappened: true });
    expect(findings(await read(carrier(), "purchase", "settle", [second, third]))).toEqual(["done", "absent"]);
    client.sandbox.changeSettings({ inumbering: { listDelayMs: 60_000 } });
    await writeOne(carrier(), "purchase", third);
    expect(findings(await read(carrier(), "purchase", "settle", [third]))).toEqual(["unseen"]);
    expect(client.sandbox.ledger.listDuplicates()).toEqual([]);
  });

  it.each([
    ["order-null", "rest-is-ordered", "done"],
    ["order-null", "all-or-nothing", "absent"],
    ["409", "rest-is-ordered", "done"],
    ["409", "all-or-nothing", "absent"],
  ] as const)(
    "leaves the rest of a refused order to the list (%s, %s)",
    async (refusedNumbers, partialOrder, finding) => {
      client.sandbox.changeSettings({ inumbering: { refusedNumbers, partialOrder } });
      const [free, taken] = (await inventory().search({ mask: "201xxxxxxx", quantity: 40 })).items
        .map((one) => one.number)
        .filter((one) => !/040\d$/.test(one));
      if (!free || !taken) throw new Error("No stock");
      client.sandbox.setOutcomes([{ carrier: "inumbering", number: taken, outcome: "taken" }]);
      const { outcomes, rest } = await program(carrier(), "purchase").write({
        numbers: [free, taken],
        reference: "r-1",
        params: {},
      });
      expect(outcomes.get(taken)).toMatchObject({ type: "failed", message: expect.stringMatching(/existing order/) });
      expect(outcomes.get(free) ?? rest).toMatchObject({ type: "unclear" });
      expect(findings(await read(carrier(), "purchase", "settle", [free]))).toEqual([finding]);
    },
  );

  it("adds brand and campaign, assigns numbers, and reads the campaign", async () => {
    const campaigns = carrier().campaigns;
    const brand = { brandId: "BABC123", name: "Acme", description: "Acme Inc." };
    expect(await campaigns?.addBrand(brand)).toMatchObject({ type: "registered" });
    expect(await campaigns?.addBrand(brand)).toMatchObject({ type: "existing" });
    const campaign = { campaignId: "CABC123", brandId: "BABC123", description: "Alerts" };
    expect(await campaigns?.addCampaign(campaign)).toMatchObject({ type: "registered" });
    client.sandbox.setOutcomes([{ carrier: "inumbering", campaign: "CABC124", outcome: "not-active" }]);
    await expect(campaigns?.addCampaign({ ...campaign, campaignId: "CABC124" })).rejects.toMatchObject({
      fault: "rejected",
      message: expect.stringMatching(/not ACTIVE/),
    });
    const [own] = (await inventory().search({ mask: "201xxxxxxx", quantity: 1 })).items.map((one) => one.number);
    if (!own) throw new Error("No stock");
    await writeOne(carrier(), "purchase", own);
    const params = { campaignId: "CABC123" };
    expect(await writeOne(carrier(), "campaign-assign", own, params)).toMatchObject({ type: "accepted" });
    expect(await writeOne(carrier(), "campaign-assign", A, params)).toMatchObject({ type: "failed" });
    expect(await read(carrier(), "campaign-assign", "poll", [own, A], params)).toMatchObject([
      { finding: "done", facts: params },
      { finding: "unseen" },
    ]);
    expect(await campaigns?.readCampaigns(["CABC123"])).toMatchObject([{ isReady: true, numbers: [own] }]);
  });
});
