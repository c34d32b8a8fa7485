import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chooseAccount } from "@/lib/domain/account-choice";
import { phoneNumber } from "@/lib/domain/phone-number";
import { placeOrder } from "@/lib/services/orders/place-order";
import { createTestWorld } from "@/lib/test/world";
import { listAccountModes } from "./list-account-modes";
import { listCapableAccounts } from "./list-capable-accounts";

let second: string;
const world = await createTestWorld();

beforeAll(async () => {
  const { db } = world.database;
  const { id, ...first } = await db.carrierAccount.findUniqueOrThrow({ where: { id: world.accountOf("intelepeer") } });
  const copy = { ...first, settings: first.settings ?? {}, rates: first.rates ?? {}, secrets: null };
  second = randomUUID();
  expect(second).not.toBe(id);
  const settings = { ...Object(first.settings), INTELEPEER_TOKEN: "no-token-at-all" };
  await db.carrierAccount.create({
    data: { ...copy, id: second, label: "A", mode: "live", callbackKey: second, settings },
  });
});
afterAll(() => world.close());

const list = () => listCapableAccounts(world.ctx, { capabilities: ["sms-enable"] });
const place = (kind: "sms-enable" | "sms-disable", accountId: string) =>
  placeOrder(world.ctx, {
    kind,
    accountId,
    numbers: [phoneNumber.parse("+12015550123")],
    params: {},
    idempotencyKey: randomUUID(),
  });

it("takes none of two accounts by itself, then the one of the person's last order of that kind", async () => {
  const offered = await list();
  expect(offered.map(({ label, mode }) => [label, mode])).toEqual([
    ["A", "live"],
    ["Sandbox", "sandbox"],
  ]);
  expect(chooseAccount(offered, "sms-enable")).toBeNull();
  const sandbox = world.accountOf("intelepeer");
  await place("sms-enable", sandbox);
  await place("sms-disable", second);
  const later = await list();
  expect(chooseAccount(later, "sms-enable")?.id).toBe(sandbox);
  expect(chooseAccount(later, "sms-disable")?.id).toBe(second);
  expect(chooseAccount(later, "webhook-set")).toBeNull();
  await place("sms-enable", second);
  expect(chooseAccount(await list(), "sms-enable")?.id).toBe(second);
});

it("is the person's own, and keeps their other preferences", async () => {
  const { db } = world.database;
  const { id } = world.ctx.actor;
  await db.person.update({ where: { id }, data: { preferences: { density: "compact" } } });
  await place("sms-enable", second);
  const { preferences } = await db.person.findUniqueOrThrow({ where: { id } });
  expect(preferences).toEqual({ density: "compact", accounts: { "sms-enable": second } });
  const other = await db.person.create({
    data: { id: randomUUID(), email: "bob@example.com", name: "Bob", role: "administrator", passwordHash: "-" },
  });
  const ctx = { ...world.ctx, actor: { ...world.ctx.actor, id: other.id } };
  const offered = await listCapableAccounts(ctx, { capabilities: ["sms-enable"] });
  expect(chooseAccount(offered, "sms-enable")).toBeNull();
});

it("names live accounts apart from simulated ones, account by account where a carrier has both", async () => {
  expect(await listAccountModes(world.ctx)).toEqual({
    sandbox: ["Bandwidth", "IntelePeer · Sandbox", "iNumbering"],
    live: ["IntelePeer · A"],
  });
});
