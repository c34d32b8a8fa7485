import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { HANDLERS } from "@/lib/test/access-rules";
import { ask, base, callAction, isSignedIn, readResult, signInAs, writeCookies, type Cookies } from "./ask";
import { CARRIER_TIMEOUT_MS, expect, test } from "./portal";
import { addVisitor, findAction, run, signInAdmin, type Visitor } from "./visitors";

// In one process: the people are made once.
test.describe.configure({ mode: "default" });

let admin: Cookies = {};
let owner: Visitor;
let other: Visitor;
let account = "";
let uploadId = "";

const open = async (address: string, cookies: Cookies) =>
  (await ask(address, { headers: { cookie: writeCookies(cookies) } })).text;
const codeOf = async (name: string, input: unknown, cookies: Cookies) =>
  readResult(await callAction(findAction(name), input, cookies))?.error?.code;

test.beforeAll(async () => {
  admin = await signInAdmin();
  owner = await addVisitor(admin, "account-manager", "own things");
  other = await addVisitor(admin, "administrator", "others things");
  account = /account=([0-9a-f-]{36})/.exec(await open("/inventory/cart", admin))?.[1] ?? "";
});

/** A file of two columns, of which only the first is known; resolves when it was read. */
async function sendUpload(cookies: Cookies): Promise<string> {
  const content = "TN,Shelf\n2125550101,A-1\n2125550102,A-2\n";
  const headers = { cookie: writeCookies(cookies), origin: base().origin };
  const send = async (method: string, address: string, type: string, body: string) => {
    const { status, text } = await ask(address, { method, headers: { ...headers, "content-type": type }, body });
    expect(status, text).toBe(200);
    return text;
  };
  const file = JSON.stringify({ name: "shelf.csv", bytes: content.length, source: "file" });
  const { id } = JSON.parse(await send("POST", "/api/uploads", "application/json", file)) as { id: string };
  await send("PUT", `/api/uploads/${id}/parts/0`, "application/octet-stream", content);
  await send("POST", `/api/uploads/${id}/finish`, "application/json", "{}");
  const readState = async () =>
    (JSON.parse(await open(`/api/uploads/${id}/parts`, cookies)) as { state: string }).state;
  await expect.poll(readState, { timeout: CARRIER_TIMEOUT_MS }).toMatch(/^(map|check)$/);
  return id;
}

/** What belongs to one person, by its model, and how somebody else tries to get at it. Roles do not help: the other one is an administrator. */
const OWN: Record<string, () => Promise<void>> = {
  Session: async () => {
    const started = await open(`/audit/export?action=session.started&person=${owner.id}`, admin);
    const sessionId = /session,([0-9a-f-]{36})/.exec(started)?.[1] ?? "";
    expect(sessionId).not.toBe("");
    await codeOf("endOwnSessionAction", { sessionId }, other.cookies);
    expect((await ask("/api/carriers/pauses", { headers: { cookie: writeCookies(owner.cookies) } })).status).toBe(200);
    expect(await open("/settings", other.cookies)).not.toContain(sessionId);
  },
  SavedView: async () => {
    const input = { list: "orders", name: "Mine alone", query: "status=PARTIAL" };
    const { id } = await run<{ id: string }>("saveViewAction", input, owner.cookies);
    expect(await codeOf("changeViewAction", { id, name: "Taken over" }, other.cookies)).toBe("NOT_FOUND");
    await codeOf("deleteViewAction", { id }, other.cookies);
    expect(await open("/orders", other.cookies)).not.toContain(id);
    expect(await open("/orders", owner.cookies)).toContain("Mine alone");
  },
  Cart: async () => {
    const any = { quantity: 3, mask: "201xxxxxxx" };
    await run("addToCartAction", { accountId: account, any }, owner.cookies);
    const address = `/inventory/cart?account=${account}`;
    const lineId = /lines\\?":\[\{\\?"id\\?":\\?"([0-9a-f-]{36})/.exec(await open(address, owner.cookies))?.[1] ?? "";
    expect(lineId).not.toBe("");
    const input = { accountId: account, changes: [{ do: "remove-line", lineId }] };
    await codeOf("changeCartAction", input, other.cookies);
    expect(await open(address, other.cookies)).not.toContain(lineId);
    const summary = `/inventory/cart/summary?accountId=${account}`;
    expect(JSON.parse(await open(summary, owner.cookies))).toMatchObject({ count: 3 });
    expect(JSON.parse(await open(summary, other.cookies))).toMatchObject({ count: 0 });
  },
  RecentItem: async () => {
    const headers = { cookie: writeCookies(owner.cookies), origin: base().origin, "content-type": "application/json" };
    const opened = `/api/search/recent?kind=number&key=${encodeURIComponent("+12012001003")}`;
    expect((await ask(opened, { method: "POST", headers, body: "{}" })).status).toBe(200);
    expect(await open("/api/search/recent", owner.cookies)).toContain("+12012001003");
    expect(JSON.parse(await open("/api/search/recent", other.cookies))).toEqual({ hits: [] });
  },
  NumberEdit: async () => {
    const id = randomUUID();
    const source = { list: "given", numbers: ["+12012001003"] };
    const input = { id, name: "One number", source, tag: { name: "Mine to undo" }, isAdded: true };
    await run("changeTagAction", input, owner.cookies);
    expect(await codeOf("undoEditAction", { id }, other.cookies)).toBe("NOT_FOUND");
    expect(await open("/numbers/%2B12012001003", owner.cookies)).toContain("Mine to undo");
    expect(await run("undoEditAction", { id }, owner.cookies)).toMatchObject({ restored: 1 });
  },
  UploadMemory: async () => {
    uploadId = await sendUpload(owner.cookies);
    const columns = ["number", "note"];
    const defaults = { kind: "purchase", accountId: account, params: {} };
    const mapping = { sheet: null, headerLine: 1, columns, hiddenRows: "leave-out", ranges: "ask", defaults };
    await run("mapUploadAction", { id: uploadId, mapping }, owner.cookies);
    const [again, theirs] = [await sendUpload(owner.cookies), await sendUpload(other.cookies)];
    const remembered = /"number\\?",\\?"note\\?"/;
    expect(await open(`/uploads/${again}/map`, owner.cookies)).toMatch(remembered);
    expect(await open(`/uploads/${theirs}/map`, other.cookies)).not.toMatch(remembered);
  },
};

test("what belongs to one person is tried for every model of the schema that has an owner", () => {
  const schema = readFileSync("prisma/schema.prisma", "utf8");
  const owned = schema
    .split(/^model /m)
    .filter((model) => /^\s+personId\s/m.test(model))
    .map((model) => /^\w+/.exec(model)?.[0]);
  expect(owned.toSorted()).toEqual(Object.keys(OWN).toSorted());
});

for (const [model, tryIt] of Object.entries(OWN))
  test(`another person's ${model} is neither shown nor changed`, async () => tryIt());

test("every export is in the audit, with the person, the address and the number of rows", async () => {
  const order = /\/orders\/(T[A-Z0-9]{9})/.exec(await open("/orders", other.cookies))?.[1] ?? "";
  const exports = Object.keys(HANDLERS).filter((handler) => /\/(export|numbers)$/.test(handler));
  expect(exports).toHaveLength(9);
  const asked = {
    cookie: writeCookies(other.cookies),
    origin: base().origin,
    "content-type": "application/octet-stream",
  };
  const lookup = await ask("/api/lookups", { method: "POST", headers: asked, body: "2125550101" });
  const { id: lookupId } = JSON.parse(lookup.text) as { id: string };
  for (const handler of exports) {
    const id = handler.includes("/uploads/") ? uploadId : handler.includes("/lookups/") ? lookupId : order;
    const address = `${handler.replace("GET ", "").replace("[id]", id)}?account=${account}&by=state&state=NJ`;
    const { status, text } = await ask(address, { headers: { cookie: writeCookies(other.cookies) } });
    expect(status, `${address}: ${text.slice(0, 200)}`).toBe(200);
  }
  const audit = await open(`/audit/export?action=export.downloaded&person=${other.id}`, admin);
  const events = audit.trim().split("\r\n").slice(1);
  expect(events).toHaveLength(exports.length);
  for (const event of events) {
    expect(event).toContain(other.email);
    expect(event).toMatch(/Exported [\d,]+ [a-z ]+ to (127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)/);
    expect(event).toMatch(/""rows"":\d+/);
    expect(event).toContain('""isComplete"":true');
  }
});

test("five wrong guesses keep nobody out who has signed in on this device before", async () => {
  const { email, password, cookies } = owner;
  expect(Object.keys(cookies)).toContain("tandem.device");
  for (let i = 0; i < 6; i += 1) expect(isSignedIn(await signInAs({ email, password: "a wrong guess" }))).toBe(false);
  expect(isSignedIn(await signInAs({ email, password }))).toBe(false);
  const device = { "tandem.device": cookies["tandem.device"] ?? "" };
  expect(isSignedIn(await signInAs({ email, password }, { "tandem.device": "forged" }))).toBe(false);
  expect(isSignedIn(await signInAs({ email, password }, device))).toBe(true);
  // It opens nothing by itself, in whatever place it is put.
  const asSession = { "tandem.session": device["tandem.device"] };
  expect((await ask("/api/carriers/pauses", { headers: { cookie: writeCookies(asSession) } })).status).toBe(401);
  const audit = await open(`/audit/export?action=session.refused&id=${owner.id}`, admin);
  expect(audit).toContain(`Failed sign-in as ${email} from`);
  expect(audit).toContain("too many attempts for this person from this address");
});

test("a password that is tried first, or is one's own name or address, is not taken", async () => {
  const { cookies, email, password } = other;
  for (const next of ["password123", "others things", email.toUpperCase()]) {
    const answer = await callAction(findAction("changeOwnPasswordAction"), { current: password, next }, cookies);
    expect(readResult(answer)).toMatchObject({
      ok: false,
      error: { code: "INVALID_INPUT", fields: { next: [expect.any(String)] } },
    });
  }
});
