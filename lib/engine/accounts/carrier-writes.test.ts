import { expect, it } from "vitest";
import type { OpenAccount } from "@/lib/context";
import type { Context } from "@/lib/context";
import type { WritableAccount } from "./open-account";

/** Never called: that it compiles, with an error in each marked line, is the test. */
export async function tryToWrite(ctx: Context, engine: WritableAccount, id: string) {
  const { carrier, definition } = await ctx.carriers.open(id);
  // @ts-expect-error A verb does not open an account for writing.
  await ctx.carriers.openForWriting(id);
  // @ts-expect-error Nor does it carry out an order itself,
  await carrier.programs.import?.write({ numbers: [], reference: "r", params: {} });
  // @ts-expect-error send a message,
  await carrier.messaging?.sendMessage({ from: "", to: "", text: "" });
  // @ts-expect-error create an application,
  await carrier.messaging?.createApplication({ name: "", incomingMessageUrl: "" });
  // @ts-expect-error or register a brand
  await carrier.campaigns?.addBrand({ brandId: "", name: "", description: "" });
  // @ts-expect-error or a campaign.
  await carrier.campaigns?.addCampaign({ campaignId: "", brandId: "", description: "" });
  // @ts-expect-error What reads is not enough for the engine either.
  const wrong: WritableAccount = await ctx.carriers.open(id);
  const right: OpenAccount = engine;
  return [
    wrong,
    right,
    definition,
    await carrier.programs.import?.read({ numbers: [], params: {}, step: "check" }),
    await carrier.messaging?.listApplications(),
    await carrier.campaigns?.readCampaigns([]),
    await engine.carrier.messaging?.createApplication({ name: "", incomingMessageUrl: "" }),
  ];
}

it("gives verbs a carrier without its writes, which the type checker holds", () => {
  expect(tryToWrite).toBeTypeOf("function");
});
