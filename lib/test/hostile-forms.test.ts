import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { z } from "zod";
import type { Context } from "@/lib/context";
import { brandForm, campaignForm } from "@/lib/domain/campaign";
import { addToCartInput, describeCartInput } from "@/lib/domain/cart";
import { AppError } from "@/lib/domain/errors";
import { placeOrderInput } from "@/lib/domain/order-input";
import { readInput } from "@/lib/read-input";
import { addAccount } from "@/lib/services/accounts/add-account";
import { addAccountInput } from "@/lib/services/accounts/save-input";
import { createBrand } from "@/lib/services/campaigns/create-brand";
import { createCampaign } from "@/lib/services/campaigns/create-campaign";
import { addToCart } from "@/lib/services/cart/add-to-cart";
import { describeCart } from "@/lib/services/cart/change-cart";
import { findCart } from "@/lib/services/cart/get-cart";
import { applicationForm, createApplication } from "@/lib/services/messages/create-application";
import { placeOrder } from "@/lib/services/orders/place-order";
import { addPerson, addPersonInput } from "@/lib/services/people/add-person";
import { saveView, saveViewInput } from "@/lib/services/saved-views/save-view";
import { createTestWorld, TEST_SECRETS_KEY, type TestWorld } from "./world";
import { kept, MEGABYTE, TEXTS } from "./hostile-text";

let world: TestWorld;

beforeAll(async () => {
  world = await createTestWorld();
  vi.stubEnv("DATABASE_URL", world.url);
  vi.stubEnv("SECRETS_KEY", TEST_SECRETS_KEY);
  vi.stubEnv("NEXTAUTH_SECRET", TEST_SECRETS_KEY);
  vi.stubEnv("NEXTAUTH_URL", "http://localhost");
  vi.stubEnv("PUBLIC_URL", "http://localhost");
  world.sandboxes.changeSettings({
    limits: { bandwidthDashboard: null, bandwidthApplications: null, inumbering: null },
    bandwidth: { receivedMs: 20, processingMs: 20, defaultRules: false },
  });
  for (const carrier of ["bandwidth", "inumbering"]) await world.setRate(carrier, 500);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await world?.close();
});

/** A form's way in: its action without the request around it. A refusal with a message is an answer; anything else fails the test. */
async function submit<S extends z.ZodType, T>(
  schema: S,
  raw: unknown,
  verb: (ctx: Context, input: z.output<S>) => Promise<T>,
): Promise<T | AppError> {
  try {
    return await verb(world.ctx, readInput(schema, raw));
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

const account = (carrier: string) => world.accountOf(carrier);
const code = (index: number) => index.toString(36).toUpperCase().padStart(5, "0");

type Form = {
  what: string;
  /** Most characters that the form takes. */
  most: number;
  enter(text: string, index: number): Promise<unknown>;
  /** What is stored of it. */
  read(index: number, text: string): Promise<unknown>;
};
const FORMS: Form[] = [
  {
    what: "a saved view's name",
    most: 60,
    enter: async (name) => {
      await world.database.db.savedView.deleteMany();
      return submit(saveViewInput, { list: "orders", name, query: "carrier=bandwidth" }, saveView);
    },
    read: async () => (await world.database.db.savedView.findFirst())?.name,
  },
  {
    what: "a person's name",
    most: 100,
    enter: (name, n) => submit(addPersonInput, { name, email: `p${n}@example.com`, role: "viewer" }, addPerson),
    read: async (n) => (await world.database.db.person.findUnique({ where: { email: `p${n}@example.com` } }))?.name,
  },
  {
    what: "a brand's name and description",
    most: 255,
    enter: (name, n) =>
      submit(
        brandForm,
        { accountId: account("inumbering"), brandId: `B${code(n)}`, name, description: name },
        createBrand,
      ),
    read: async (n) => {
      const row = await world.database.db.brand.findFirst({ where: { brandId: `B${code(n)}` } });
      expect(row?.description).toBe(row?.name);
      return row?.name;
    },
  },
  {
    what: "a campaign's description",
    most: 255,
    enter: async (description, n) => {
      const where = { accountId_brandId: { accountId: account("inumbering"), brandId: "BREADY" } };
      const about = { id: randomUUID(), name: "A", description: "A", state: "registered" };
      const brand = await world.database.db.brand.upsert({
        where,
        update: {},
        create: { ...where.accountId_brandId, ...about },
      });
      return submit(campaignForm, { brandRowId: brand.id, campaignId: `C0${code(n)}`, description }, createCampaign);
    },
    read: async (n) =>
      (await world.database.db.campaign.findFirst({ where: { campaignId: `C0${code(n)}` } }))?.description,
  },
  {
    what: "a cart's reason",
    most: 500,
    enter: async (reason) => {
      const picked = [{ number: "+12015550123", rateCenter: null, state: null }];
      await submit(addToCartInput, { accountId: account("inumbering"), picked }, addToCart);
      return submit(describeCartInput, { accountId: account("inumbering"), reference: "", reason }, describeCart);
    },
    read: async () => (await findCart(world.ctx, account("inumbering")))?.reason,
  },
  {
    what: "an order's reason",
    most: 500,
    enter: (reason, n) =>
      submit(
        placeOrderInput,
        {
          kind: "sms-enable",
          accountId: account("intelepeer"),
          numbers: ["+13035550199"],
          reason,
          idempotencyKey: `hostile-${n}`,
        },
        placeOrder,
      ),
    read: async (n) =>
      (await world.database.db.order.findFirst({ where: { idempotencyKey: { endsWith: `hostile-${n}` } } }))?.reason,
  },
  {
    what: "an application's name, through the carrier into the audit",
    most: 100,
    enter: (name) =>
      submit(
        applicationForm,
        {
          accountId: account("bandwidth"),
          name,
          incomingMessageUrl: "https://example.com/in",
          callbackHttpMethod: "POST",
        },
        async (ctx, form) => {
          await createApplication(ctx, form);
          await world.performEffects("bandwidth");
        },
      ),
    read: async () => {
      const [event] = await world.database.db.auditEvent.findMany({
        where: { action: { startsWith: "application." } },
        orderBy: { seq: "desc" },
        take: 1,
      });
      return (event?.after as { name: string } | undefined)?.name;
    },
  },
  {
    what: "a carrier account's label and reason",
    most: 60,
    enter: (label) =>
      submit(
        addAccountInput,
        {
          carrierId: "inumbering",
          label,
          settings: { INUMBERING_URL: world.sandboxes.urls.inumbering, INUMBERING_APIKEY: "sandbox-key" },
          reason: label,
        },
        addAccount,
      ),
    read: async (_n, text) =>
      (await world.database.db.carrierAccount.findFirst({ where: { label: kept(text) } }))?.label,
  },
];

it.each(FORMS)("keeps $what as it was typed but for the refused characters", async ({ most, enter, read }) => {
  let stored = 0;
  for (const [index, text] of [...TEXTS, MEGABYTE].entries()) {
    const answer = await enter(text, index);
    if (kept(text) === "" || kept(text).length > most) continue;
    if (answer instanceof AppError) continue;
    stored += 1;
    expect(await read(index, text)).toBe(kept(text));
  }
  // A form may refuse a text of the list with a message, but not most of it.
  expect(stored).toBeGreaterThan(TEXTS.length / 2);
});

it("refuses input that is nested without end, with a message", async () => {
  let deep: unknown = "x";
  for (let level = 0; level < 20_000; level += 1) deep = [deep];
  expect(await submit(saveViewInput, { list: deep, name: "A", query: "q=1" }, saveView)).toBeInstanceOf(AppError);
});
