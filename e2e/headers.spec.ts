import { connect } from "node:net";
import { ACTION_TOO_LARGE, MAX_ACTION_BYTES } from "@/lib/domain/action-size";
import { listHandlers, listPages } from "@/lib/test/route-tree";
import {
  ask,
  askAll,
  base,
  callAction,
  listBuiltActions,
  readResult,
  writeCookies,
  type Answer,
  type Cookies,
} from "./ask";
import { expect, test } from "./portal";

const readOwnCookies = (): Cookies =>
  Object.fromEntries(
    (JSON.parse(process.env.E2E_COOKIES ?? "[]") as { name: string; value: string }[]).map((one) => [
      one.name,
      one.value,
    ]),
  );

/** What is wrong with the headers of a response that holds nothing for everyone. */
function findFaults({ headers }: Pick<Answer, "headers">, { isPublic = false } = {}): string[] {
  const policy = String(headers["content-security-policy"] ?? "");
  return [
    ...(policy.includes("frame-ancestors 'none'") ? [] : ["no frame-ancestors"]),
    ...(/script-src [^;]*'nonce-|default-src 'none'/.test(policy) ? [] : ["scripts without a nonce"]),
    ...(headers["x-content-type-options"] === "nosniff" ? [] : ["no nosniff"]),
    ...(headers["referrer-policy"] === "strict-origin-when-cross-origin" ? [] : ["no referrer policy"]),
    ...(headers["x-frame-options"] === "DENY" ? [] : ["no frame options"]),
    ...(headers["cross-origin-opener-policy"] === "same-origin" ? [] : ["no opener policy"]),
    ...(isPublic || /no-store/.test(String(headers["cache-control"])) ? [] : [`kept: ${headers["cache-control"]}`]),
    ...(headers["x-powered-by"] === undefined ? [] : ["names its maker"]),
  ];
}

test("every kind of response carries the security headers", async () => {
  const cookie = writeCookies(readOwnCookies());
  const signedIn = { headers: { cookie } };
  const sample = (route: string) => route.replaceAll(/\[[^\]]+\]/g, "x");
  const action = listBuiltActions().find(({ name }) => name.endsWith("verifyAuditAction")) ?? { id: "", page: "/" };
  const form = { cookie, origin: base().origin, "content-type": "application/x-www-form-urlencoded" };
  const kinds: [string, () => Promise<Answer>][] = [
    ...listPages().map(({ route }): [string, () => Promise<Answer>] => [route, () => ask(sample(route), signedIn)]),
    ...listHandlers()
      .filter(({ method }) => method === "GET")
      .map(({ route }): [string, () => Promise<Answer>] => [route, () => ask(sample(route), signedIn)]),
    ["redirect to the sign-in", () => ask("/orders")],
    ["a forged session", () => ask("/orders", { headers: { cookie: "tandem.session=x" } })],
    ["redirect of the framework", () => ask("//", signedIn)],
    ["no such page", () => ask("/nothing-here", signedIn)],
    ["no such handler", () => ask("/api/nothing-here")],
    ["no such static file", () => ask("/_next/static/nothing.js")],
    ["an unreadable address", () => ask("/%ED%A0%80")],
    ["an unreadable address of the API", () => ask("/api/orders/%")],
    ["the framework's error page", () => ask("/_global-error", signedIn)],
    ["OPTIONS", () => ask("/api/carriers/pauses", { method: "OPTIONS" })],
    ["a method that is not taken", () => ask("/api/carriers/pauses", { method: "DELETE" })],
    ["a page by another method", () => ask("/orders", { method: "PUT" })],
    ["an action", () => callAction(action, {}, readOwnCookies())],
    ["an action from elsewhere", () => callAction(action, {}, readOwnCookies(), { origin: "http://evil.example" })],
    ["an unknown action", () => callAction({ id: "ff".repeat(21), page: "/audit" }, {}, readOwnCookies())],
    ["a form", () => ask("/orders", { method: "POST", headers: form, body: "a=b" })],
    ["next-auth: session", () => ask("/api/auth/session", signedIn)],
    ["next-auth: csrf", () => ask("/api/auth/csrf")],
    ["next-auth: what is closed", () => ask("/api/auth/verify-request")],
    ["next-auth: error", () => ask("/api/auth/error?error=Configuration")],
    ["next-auth: redirect", () => ask("/api/auth/signin")],
    ["next-auth: refused", () => ask("/api/auth/callback/credentials", { method: "POST", body: "" })],
    [
      "next-auth: too large",
      () => ask("/api/auth/callback/credentials", { method: "POST", headers: form, body: "a".repeat(20_000) }),
    ],
    ["a callback", () => ask("/api/callbacks/bandwidth/x", { method: "POST", body: "{}" })],
    ["a callback by another method", () => ask("/api/callbacks/bandwidth/x", { method: "PUT", body: "{}" })],
    ["a callback that is too long", () => ask(`/api/callbacks/bandwidth/x?${"a".repeat(10_000)}`)],
  ];
  const found = await askAll(kinds, async ([kind, get]) => [kind, findFaults(await get())] as const);
  expect(found.filter(([, faults]) => faults.length > 0)).toEqual([]);
});

test("static files carry them too, and may be kept", async () => {
  const page = await ask("/sign-in");
  const script = /\/_next\/static\/[^"]+\.js/.exec(page.text)?.[0] ?? "";
  for (const address of [script, "/icon.svg"]) {
    const file = await ask(address);
    expect(file.status, address).toBe(200);
    expect(findFaults(file, { isPublic: true }), address).toEqual([]);
  }
  expect((await ask(script)).headers["cache-control"]).toContain("immutable");
});

test("what is no request of HTTP is answered with them as well", async () => {
  const { hostname, port } = base();
  const talk = (text: string) =>
    new Promise<string>((resolve, reject) => {
      let answer = "";
      const socket = connect(Number(port), hostname, () => socket.write(text));
      socket.on("data", (chunk) => (answer += String(chunk)));
      socket.on("close", () => resolve(answer));
      socket.on("error", reject);
    });
  for (const [text, status] of [
    ["GET / HTTP/9.1\r\n\r\n", 400],
    ["nonsense\r\n\r\n", 400],
    [`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"a".repeat(40_000)}\r\n\r\n`, 431],
  ] as const) {
    const [first = "", ...lines] = (await talk(text)).split("\r\n");
    expect(first).toContain(`HTTP/1.1 ${status} `);
    const headers = Object.fromEntries(
      lines
        .filter((line) => line.includes(": "))
        .map((line) => [line.split(": ")[0]?.toLowerCase(), line.split(": ")[1]]),
    );
    expect(findFaults({ headers })).toEqual([]);
  }
});

test("a body over the limit is rejected with a message, with and without a length", async ({ page }) => {
  const action = listBuiltActions().find(({ name }) => name.endsWith("saveViewAction")) ?? { id: "", page: "/" };
  const just = { list: "orders", name: "x", query: "x".repeat(MAX_ACTION_BYTES - 500) };
  expect(readResult(await callAction(action, just, readOwnCookies()))).toMatchObject({
    error: { code: "INVALID_INPUT" },
  });
  const large = await callAction(action, { query: "x".repeat(1_200_000) }, readOwnCookies());
  expect(large).toMatchObject({ status: 413, text: ACTION_TOO_LARGE });
  const endless = { origin: base().origin, "transfer-encoding": "chunked" };
  expect((await callAction(action, {}, readOwnCookies(), endless)).status).toBe(411);

  await page.context().addCookies(JSON.parse(process.env.E2E_COOKIES ?? "[]"));
  await page.goto("/settings/people");
  await page.getByRole("button", { name: "Add person" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("x".repeat(1_100_000));
  await dialog.getByLabel("Email address").fill("long.name@example.com");
  await dialog.getByRole("button", { name: /^Add/ }).click();
  await expect(page.getByText("at most 1 MB can be sent at once")).toBeVisible();
});
