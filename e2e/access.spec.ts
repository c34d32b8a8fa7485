import { can, ROLES, type Permission } from "@/lib/domain/permissions";
import { ACTIONS, HANDLERS, PAGES } from "@/lib/test/access-rules";
import { ask, askAll, base, callAction, readResult, writeCookies, type Answer, type Cookies } from "./ask";
import { expect, test } from "./portal";
import { actions, addVisitor, findAction, may, signInAdmin, type Visitor } from "./visitors";

const isOpen = (rule: string) => rule.startsWith("public: ");
const sample = (route: string) => route.replaceAll(/\[[^\]]+\]/g, "%2B12015550123");

let admin: Cookies = {};
const visitors: Visitor[] = [];
const everyone = () => visitors.map((visitor) => [visitor.name, visitor] as const);

// In one process: the people are made once.
test.describe.configure({ mode: "default" });

/** One of each kind. */
test.beforeAll(async () => {
  admin = await signInAdmin();
  for (const role of ROLES) visitors.push(await addVisitor(admin, role, `access ${role}`));
  visitors.push(await addVisitor(admin, "administrator", "access disabled", "disabled"));
  visitors.push(await addVisitor(admin, "administrator", "access newcomer", "must change"));
  const nobody = { role: null, id: "", email: "", password: "", state: "active" } as const;
  visitors.push({ ...nobody, name: "nobody", cookies: {} });
  visitors.push({ ...nobody, name: "a forger", cookies: { "tandem.session": "forged" } });
});

/** Known to have led past such checks before. */
const BYPASS = {
  "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
  "x-middleware-next": "1",
  "x-middleware-override-headers": "cookie",
  "x-action-forwarded": "1",
  "x-tandem-path": "/sign-in",
};

test("every page opens for those whom its rule names, and for nobody else", async () => {
  const cases = Object.entries(PAGES)
    .filter(([, rule]) => !isOpen(rule))
    .flatMap(([route, rule]) =>
      everyone().flatMap(([name, visitor]) =>
        [{}, BYPASS].map((headers) => ({ route, permission: rule as Permission, name, visitor, headers })),
      ),
    );
  const wrong = await askAll(cases, async ({ route, permission, name, visitor, headers }) => {
    const answer = await ask(sample(route), { headers: { ...headers, cookie: writeCookies(visitor.cookies) } });
    const verdict = readPage(answer);
    // A page that asks for oneself alone is still not open to those who must choose a password first.
    const wanted =
      visitor.role === null || visitor.state === "disabled"
        ? "/sign-in"
        : visitor.state === "must change"
          ? "/choose-password"
          : can(visitor.role, permission)
            ? "open"
            : "forbidden";
    return verdict === wanted ? null : `${name} at ${route}: ${verdict} instead of ${wanted}`;
  });
  expect(wrong.filter((line) => line !== null)).toEqual([]);
});

/** Where a page led. One that had begun before it was decided says so within. */
function readPage({ status, headers, text }: Answer): string {
  const target = headers.location ?? /NEXT_REDIRECT;\w+;([^;]+);/.exec(text)?.[1];
  if (target !== undefined && !target.startsWith("/inventory")) return target.split("?")[0] ?? "";
  if (status === 403 || text.includes("NEXT_HTTP_ERROR_FALLBACK;403")) return "forbidden";
  return status < 400 || status === 404 ? "open" : `status ${status}`;
}

/** A verb's own answer that there is nothing of what was asked for. */
const NOTHING = /"code":"NOT_FOUND"/;

test("every handler answers those whom its rule names, and nobody else", async () => {
  const cases = Object.entries(HANDLERS)
    .filter(([, rule]) => !isOpen(rule))
    .flatMap(([handler, rule]) =>
      everyone().map(([name, visitor]) => ({ handler, permission: rule as Permission, name, visitor })),
    );
  const wrong = await askAll(cases, async ({ handler, permission, name, visitor }) => {
    const [method = "", route = ""] = handler.split(" ");
    const sent = { ...BYPASS, cookie: writeCookies(visitor.cookies), origin: base().origin };
    const { status, text } = await ask(sample(route), {
      method,
      headers: { ...sent, ...(method !== "GET" && { "content-type": "application/octet-stream" }) },
      ...(method !== "GET" && { body: "2015550123" }),
    });
    // Outside the API the redirect to the sign-in comes first.
    const isRefused = status === 401 || status === 403 || status === 307;
    if (!may(visitor, permission)) return isRefused && !/\d{10}/.test(text) ? null : `${name} at ${handler}: ${status}`;
    // It got to the verb: nothing was asked for in a form that it takes, but it is there.
    const isReached =
      status === 200 || status === 400 || (status === 404 && (route.includes("[") || NOTHING.test(text)));
    if (isReached || text.includes('"code":"CARRIER_')) return null;
    return `${name} at ${handler}: ${status}`;
  });
  expect(wrong.filter((line) => line !== null)).toEqual([]);
});

/** No schema takes a text, so that a call that gets past the permission changes nothing. */
const NO_INPUT = "a text that no action takes";

test("every action runs for those whom its rule names, and for nobody else", async () => {
  expect(actions.map(({ name }) => name).toSorted()).toEqual(Object.keys(ACTIONS).toSorted());
  const cases = actions.flatMap((action) => everyone().map(([name, visitor]) => ({ action, name, visitor })));
  const wrong = await askAll(cases, async ({ action, name, visitor }) => {
    const permission: Permission = ACTIONS[action.name as keyof typeof ACTIONS];
    const answer = await callAction(action, NO_INPUT, visitor.cookies, { ...BYPASS, origin: base().origin });
    const code = readResult(answer)?.error?.code;
    const isIn = visitor.role !== null && visitor.state !== "disabled";
    const wanted = may(visitor, permission) ? "INVALID_INPUT" : isIn ? "FORBIDDEN" : "UNAUTHENTICATED";
    return code === wanted ? null : `${name} calls ${action.name}: ${code ?? answer.status} instead of ${wanted}`;
  });
  expect(wrong.filter((line) => line !== null)).toEqual([]);
});

test("no action runs for what another site can send", async () => {
  const own = base().origin;
  const foreign: [string, Record<string, string>][] = [
    ["foreign", { origin: "http://evil.example" }],
    ["null", { origin: "null" }],
    ["missing", {}],
    ["another scheme", { origin: own.replace("http:", "https:") }],
    ["another port", { origin: own.replace(/\d+$/, "1") }],
    ["no address", { origin: "garbage" }],
    ["a forged forwarded host", { origin: "http://evil.example", "x-forwarded-host": "evil.example" }],
    ["a forged forwarded scheme", { origin: own.replace("http:", "https:"), "x-forwarded-proto": "https" }],
    ["across sites", { origin: own, "sec-fetch-site": "cross-site" }],
  ];
  const cases = actions.flatMap((action) => foreign.map(([kind, headers]) => ({ action, kind, headers })));
  const wrong = await askAll(cases, async ({ action, kind, headers }) => {
    const { status } = await callAction(action, NO_INPUT, admin, headers);
    return status === 403 ? null : `${kind}: ${action.name}: ${status}`;
  });
  expect(wrong.filter((line) => line !== null)).toEqual([]);
  // Its own Origin holds whatever host somebody claims to have forwarded.
  const ours = await callAction(findAction("verifyAuditAction"), {}, admin, {
    origin: own,
    "x-forwarded-host": "evil.example",
  });
  expect(readResult(ours)?.ok).toBe(true);
});

test("no action runs by a form, by plain text or by GET", async () => {
  const origin = base().origin;
  const cookie = writeCookies(admin);
  const wrong = await askAll(actions, async ({ id, page, name }) => {
    const parts = `--b\r\nContent-Disposition: form-data; name="$ACTION_ID_${id}"\r\n\r\n\r\n--b--\r\n`;
    const send = (type: string, body: string) =>
      ask(page, { method: "POST", headers: { cookie, origin, "content-type": type }, body });
    const statuses = [
      (await send("multipart/form-data; boundary=b", parts)).status,
      (await send("application/x-www-form-urlencoded", `$ACTION_ID_${id}=`)).status,
      (await send("text/plain", `["${id}"]`)).status,
    ];
    const read = await ask(page, { headers: { cookie, "next-action": id } });
    const isRead = readResult(read) !== null;
    return statuses.every((status) => status === 415) && !isRead ? null : `${name}: ${statuses.join(", ")}`;
  });
  expect(wrong.filter((line) => line !== null)).toEqual([]);
  // The session is still there: signing out was among them.
  expect((await ask("/api/carriers/pauses", { headers: { cookie } })).status).toBe(200);
});

test("no handler that changes something takes what another site can send", async () => {
  const posts = Object.entries(HANDLERS).filter(([handler, rule]) => !handler.startsWith("GET ") && !isOpen(rule));
  expect(posts.length).toBeGreaterThan(0);
  for (const [handler] of posts)
    for (const headers of [
      { origin: "http://evil.example", "content-type": "application/octet-stream" },
      { origin: "null", "content-type": "application/octet-stream" },
      { "content-type": "application/octet-stream" },
      { origin: base().origin, "content-type": "text/plain" },
      { origin: base().origin, "content-type": "multipart/form-data; boundary=b" },
    ]) {
      const [method = "", route = ""] = handler.split(" ");
      const sent: Record<string, string | undefined> = { cookie: writeCookies(admin), ...headers };
      const { status } = await ask(sample(route), { method, headers: sent, body: "2015550123" });
      expect([403, 415], `${handler} ${JSON.stringify(headers)}`).toContain(status);
    }
  const csrf = await ask("/api/auth/signout", { method: "POST", headers: { cookie: writeCookies(admin) }, body: "" });
  expect(csrf.status).toBe(403);
});
