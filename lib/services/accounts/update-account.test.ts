import { afterAll, expect, it, vi } from "vitest";
import { createTestWorld, TEST_SECRETS_KEY } from "@/lib/test/world";
import { addAccount } from "./add-account";
import { listAccounts } from "./list-accounts";
import { openSecrets } from "@/lib/engine/accounts/secrets";
import { listCapableAccounts } from "./list-capable-accounts";
import { testAccount } from "./test-account";
import { tryAccount } from "./try-account";
import { updateAccount } from "./update-account";
import type { Context } from "@/lib/context";
import type * as environment from "@/lib/env";
import type { UpdateAccountInput } from "./save-input";

vi.mock("@/lib/env", async (original) => ({
  ...(await original<typeof environment>()),
  getEnvironment: () => ({
    SECRETS_KEY: "a key for tests only, of more than 32 characters",
    PUBLIC_URL: "https://tandem.example.com/",
    ALLOW_PRIVATE_CARRIER_HOSTS: false,
  }),
}));

const world = await createTestWorld();
afterAll(() => world.close());

async function getAccount(id: string) {
  const account = (await listAccounts(world.ctx)).find((one) => one.id === id);
  if (!account) throw new Error("no such account");
  return account;
}

/** What the form sends when nothing is touched: secrets blank. */
async function toForm(id: string): Promise<UpdateAccountInput> {
  const { label, isEnabled, awaitsProbe, settings, updatedAt } = await getAccount(id);
  return {
    id,
    updatedAt,
    label,
    isEnabled: isEnabled || awaitsProbe,
    settings: Object.fromEntries(settings.map(({ name, value }) => [name, value ?? ""])),
    rates: {},
  };
}

async function readStored(id: string) {
  const row = await world.database.db.carrierAccount.findUniqueOrThrow({ where: { id } });
  return { row, secrets: openSecrets(row.secrets, TEST_SECRETS_KEY, id) };
}

it("tells that secrets are set, and never what they are", async () => {
  const text = JSON.stringify(await listAccounts(world.ctx));
  const { inumbering, bandwidth, intelepeer } = world.sandboxes.credentials;
  for (const secret of [
    inumbering.apikey,
    bandwidth.password,
    bandwidth.apiToken,
    bandwidth.apiSecret,
    intelepeer.password,
  ])
    expect(text).not.toContain(secret);
  const account = await getAccount(world.accountOf("inumbering"));
  expect(account.settings.find(({ name }) => name === "INUMBERING_APIKEY")).toEqual({
    name: "INUMBERING_APIKEY",
    isSecret: true,
    isSet: true,
    value: null,
  });
  expect(account.callbackUrl).toMatch(/^https:\/\/tandem\.example\.com\/api\/callbacks\/inumbering\/[\w-]{20,}$/);
});

it("keeps a secret that was left blank and replaces one that was typed; the audit has neither", async () => {
  const id = world.accountOf("bandwidth");
  const before = await readStored(id);
  const form = await toForm(id);
  await updateAccount(world.ctx, {
    ...form,
    label: "East",
    settings: { ...form.settings, BANDWIDTH_PASSWORD: "a new password" },
    rates: {
      ...Object.fromEntries((await getAccount(id)).rates.map(({ group }) => [group, { perSecond: 2, burst: 3 }])),
    },
    reason: "rotation",
  });
  const after = await readStored(id);
  expect(after.secrets).toEqual({ ...before.secrets, BANDWIDTH_PASSWORD: "a new password" });
  expect(after.row).toMatchObject({ label: "East", origin: "portal" });
  expect((await getAccount(id)).rates.every((rate) => rate.isOwn && rate.perSecond === 2 && rate.burst === 3)).toBe(
    true,
  );
  const audit = await world.database.db.auditEvent.findMany({ where: { action: "account.updated", entityId: id } });
  expect(audit).toHaveLength(1);
  expect(
    JSON.stringify(audit, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
  ).not.toContain("a new password");
  expect(audit[0]?.after).toMatchObject({ secretsReplaced: ["BANDWIDTH_PASSWORD"] });
});

it("refuses to overwrite what another has changed meanwhile", async () => {
  const id = world.accountOf("intelepeer");
  const form = await toForm(id);
  await updateAccount(world.ctx, { ...form, label: "First" });
  await expect(updateAccount(world.ctx, { ...form, label: "Second" })).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await getAccount(id)).label).toBe("First");
});

it("names each setting that is missing or malformed", async () => {
  const input = {
    carrierId: "bandwidth",
    label: "New",
    settings: { BANDWIDTH_ACCOUNT_ID: "1", BANDWIDTH_DASHBOARD_URL: "x" },
  };
  await expect(addAccount(world.ctx, input)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    fields: { BANDWIDTH_DASHBOARD_URL: [expect.stringContaining("not a valid address")] },
  });
  await expect(addAccount(world.ctx, { ...input, settings: { NOT_OURS: "1" } })).rejects.toThrow("NOT_OURS");
});

it("adds a second account of a carrier, which can be opened and tested; the same name is refused", async () => {
  const settings = {
    INUMBERING_URL: world.sandboxes.urls.inumbering,
    INUMBERING_APIKEY: world.sandboxes.credentials.inumbering.apikey,
  };
  const { id } = await addAccount(world.ctx, { carrierId: "inumbering", label: "Second", settings });
  expect(await getAccount(id)).toMatchObject({ label: "Second", mode: "live", origin: "portal", isEnabled: true });
  expect(await testAccount(world.ctx, { id })).toMatchObject({ isWell: true });
  await expect(addAccount(world.ctx, { carrierId: "inumbering", label: "Second", settings })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

it("keeps a new account off until a probe passes, with the carrier's response, and tests it again on request", async () => {
  const settings = {
    INUMBERING_URL: world.sandboxes.urls.inumbering,
    INUMBERING_APIKEY: "a wrong key of theirs",
  };
  const { id, tested } = await addAccount(world.ctx, { carrierId: "inumbering", label: "Third", settings });
  expect(tested).toMatchObject({ isWell: false, isOn: false, message: expect.stringContaining("iNumbering refused") });
  const account = await getAccount(id);
  expect(account).toMatchObject({ isEnabled: false, awaitsProbe: true, probeMessage: tested?.message });
  expect(account.probeMessage).not.toContain("a wrong key of theirs");
  await expect(world.ctx.carriers.open(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const offered = await listCapableAccounts(world.ctx, { capabilities: ["inventory"] });
  expect(offered.map((one) => one.id)).not.toContain(id);

  expect(await testAccount(world.ctx, { id })).toMatchObject({ isWell: false, isOn: false });
  const form = await toForm(id);
  const right = { ...form.settings, INUMBERING_APIKEY: world.sandboxes.credentials.inumbering.apikey };
  const saved = await updateAccount(world.ctx, { ...form, settings: right });
  expect(saved.tested).toMatchObject({ isWell: true, isOn: true });
  expect(await getAccount(id)).toMatchObject({ isEnabled: true, awaitsProbe: false, probeMessage: null });
});

it("probes a changed account, and not one of which only the name or the speed was changed", async () => {
  const id = world.accountOf("inumbering");
  const form = await toForm(id);
  expect(await updateAccount(world.ctx, { ...form, label: "Renamed" })).toEqual({ id, tested: null });
  const changed = await toForm(id);
  const wrong = { ...changed, settings: { ...changed.settings, INUMBERING_APIKEY: "another wrong key" } };
  expect((await updateAccount(world.ctx, wrong)).tested).toMatchObject({ isWell: false, isOn: false });
  const off = await toForm(id);
  expect(await updateAccount(world.ctx, { ...off, isEnabled: false })).toEqual({ id, tested: null });
  expect(await getAccount(id)).toMatchObject({ isEnabled: false, awaitsProbe: false });
  // A test of an account that is meant to be off leaves it off.
  expect(await testAccount(world.ctx, { id })).toMatchObject({ isWell: false, isOn: false });
  const right = await toForm(id);
  const { apikey } = world.sandboxes.credentials.inumbering;
  await updateAccount(world.ctx, {
    ...right,
    isEnabled: false,
    settings: { ...right.settings, INUMBERING_APIKEY: apikey },
  });
  expect(await testAccount(world.ctx, { id })).toMatchObject({ isWell: true, isOn: false });
  const on = await updateAccount(world.ctx, { ...(await toForm(id)), isEnabled: true });
  expect(on.tested).toMatchObject({ isWell: true, isOn: true });
});

it("does not take a passed probe for settings that were changed meanwhile", async () => {
  const id = world.accountOf("intelepeer");
  const { db } = world.database;
  await db.carrierAccount.update({ where: { id }, data: { isEnabled: false, awaitsProbe: true } });
  const carriers: Context["carriers"] = {
    open: async (accountId, options) => {
      const account = await world.ctx.carriers.open(accountId, options);
      await db.carrierAccount.update({ where: { id }, data: { label: "Changed meanwhile" } });
      return account;
    },
  };
  expect(await tryAccount({ ...world.ctx, carriers }, id)).toMatchObject({ isWell: true, isOn: false });
  expect(await getAccount(id)).toMatchObject({ isEnabled: false, awaitsProbe: true });
  expect(await tryAccount(world.ctx, id)).toMatchObject({ isWell: true, isOn: true });
});

it("asks for every secret again when an address has changed, and for none when it is the same in other words", async () => {
  const id = world.accountOf("bandwidth");
  const before = await readStored(id);
  // Nobody is asked at the addresses below.
  const form = { ...(await toForm(id)), isEnabled: false };
  const url = form.settings.BANDWIDTH_DASHBOARD_URL ?? "";
  const secrets = Object.keys(before.secrets).sort();
  const elsewhere = { ...form.settings, BANDWIDTH_DASHBOARD_URL: "https://collector.example.com/api" };
  for (const settings of [
    elsewhere,
    { ...form.settings, BANDWIDTH_MESSAGING_URL: "" },
    { ...form.settings, BANDWIDTH_DASHBOARD_URL: `${url}/v2` },
    { ...elsewhere, BANDWIDTH_PASSWORD: "typed again" },
  ]) {
    const error = await updateAccount(world.ctx, { ...form, settings }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: "INVALID_INPUT" });
    const fields = (error as { fields: Record<string, string[]> }).fields;
    expect(Object.keys(fields).sort()).toEqual(secrets.filter((name) => !(settings as Record<string, string>)[name]));
    expect(Object.values(fields).flat()).toContain("Enter it again: the address has changed.");
  }
  expect((await readStored(id)).row).toEqual(before.row);

  await updateAccount(world.ctx, { ...form, settings: { ...form.settings, BANDWIDTH_DASHBOARD_URL: `${url}/` } });
  expect((await readStored(id)).secrets).toEqual(before.secrets);
  const again = Object.fromEntries(secrets.map((name) => [name, `${name} typed again`]));
  await updateAccount(world.ctx, { ...(await toForm(id)), isEnabled: false, settings: { ...elsewhere, ...again } });
  expect((await readStored(id)).secrets).toEqual(again);
});

it("knows that an address that is left blank is the carrier's own", async () => {
  const id = world.accountOf("inumbering");
  await world.database.db.carrierAccount.update({ where: { id }, data: { settings: {}, isEnabled: false } });
  const { secrets } = await readStored(id);
  const form = await toForm(id);
  const own = { ...form.settings, INUMBERING_URL: "https://api.voicetel.com/" };
  await updateAccount(world.ctx, { ...form, settings: own });
  expect((await readStored(id)).secrets).toEqual(secrets);
});

it.each([
  ["http://api.example.com", "Use https"],
  ["https://me:secret@api.example.com", "user name or password"],
  ["https://10.1.2.3/api", "private network"],
  ["https://[fd00::1]/", "private network"],
  ["https://169.254.169.254/latest", "private network"],
  ["https://metadata.google.internal/", "private network"],
])("refuses the address %s", async (url, message) => {
  const settings = { INUMBERING_URL: url, INUMBERING_APIKEY: "a key of their own" };
  const input = { carrierId: "inumbering", label: "Elsewhere", settings };
  await expect(addAccount(world.ctx, input)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    fields: { INUMBERING_URL: [expect.stringContaining(message)] },
  });
});

it("refuses a secret that is too short to be hidden in texts", async () => {
  const input = { carrierId: "inumbering", label: "Short", settings: { INUMBERING_APIKEY: "1234567" } };
  await expect(addAccount(world.ctx, input)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    fields: { INUMBERING_APIKEY: ["Is too short. Use at least 8 characters."] },
  });
});
