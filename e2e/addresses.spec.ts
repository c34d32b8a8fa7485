import { listHandlers, listPages } from "@/lib/test/route-tree";
import { ask, askAll, type Answer, writeCookies } from "./ask";
import { expect, test } from "./portal";

const LONG = "a".repeat(10_000);
const NO_UUID = "-".repeat(36);
const UNKNOWN = "00000000-0000-4000-8000-000000000000";

/** As they stand in an address, after `name=`. */
const VALUES = [
  "%00",
  "%25",
  "%ED%A0%80",
  LONG,
  "-1",
  "99999999999999999999",
  NO_UUID,
  UNKNOWN,
  "0000-01-01",
  `1.${NO_UUID}`,
  `999999999999999.${UNKNOWN}`,
  `March%207_${UNKNOWN}`,
] as const;
/** Two of one name, and one that calls itself a list. */
const asParameters = (name: string) => [
  ...VALUES.map((value) => `${name}=${value}`),
  `${name}=%00&${name}=b`,
  `${name}[]=a`,
];
/** Each parameter with a third of the values, and each value with a third of a page's parameters; with LONG_STORIES=1, each with each. */
const isAsked = (parameter: number, value: number) => process.env.LONG_STORIES === "1" || (parameter + value) % 3 === 0;

/** In the place of a part of the path. */
const PARTS = [
  "%00",
  "%25",
  "%",
  "%ED%A0%80",
  LONG,
  NO_UUID,
  UNKNOWN,
  "x",
  "..%2f..%2fetc",
  "%0A",
  "__proto__",
] as const;

/** Addresses of the framework, of next-auth, and of nothing. */
const OTHERS = [
  "/%",
  "/%00",
  "/%ED%A0%80",
  "//",
  "/\\",
  "/..%2f",
  "/_next/static/%00",
  "/_next/static/%",
  "/_next/image",
  "/_next/image?url=%00&w=1&q=1",
  "/_next/data/x/y.json",
  "/_global-error",
  "/_not-found",
  "/_error",
  "/404",
  "/500",
  "/icon.svg%00",
  "/favicon.ico",
  "/api/nothing",
  "/api/auth/signin?callbackUrl=%00",
  "/api/auth/error?error=%00",
  "/api/auth/error?error=Configuration",
  "/api/auth/csrf?callbackUrl=%00",
  "/api/auth/session?callbackUrl=x",
  "/api/auth/verify-request?provider=%00&type=%00",
  "/api/auth/callback/credentials?x=%00",
  "/api/auth/signout?callbackUrl=%ED%A0%80",
  "/api/auth/_log",
] as const;

/** Each header with what nobody sends. */
const HEADERS: readonly Record<string, string>[] = [
  { rsc: "1", "next-router-state-tree": "garbage" },
  { rsc: "1", "next-router-state-tree": "%" },
  { rsc: "1", "next-router-state-tree": "%5B%5D" },
  { rsc: "1", "next-router-prefetch": "9", "next-router-segment-prefetch": "/%00" },
  { rsc: "1", "next-url": "%00" },
  { "x-forwarded-host": "evil.example" },
  { "x-forwarded-host": "%" },
  { "x-forwarded-proto": "gopher" },
  { "x-forwarded-port": "zz" },
  { "x-forwarded-for": "a, b" },
  { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
  { "x-tandem-path": "%" },
  { "x-nextjs-data": "1" },
  { "accept-language": "\u00ff" },
  { range: "bytes=9-1" },
  { cookie: "tandem.session=%; __Secure-tandem.session=%00" },
  { cookie: `tandem.session=${"a.".repeat(1_000)}` },
  { cookie: "next-auth.callback-url=%00; next-auth.csrf-token=%00" },
  { cookie: "next-auth.callback-url=http://; next-auth.csrf-token=a|b" },
  { host: "%" },
  { origin: "garbage" },
];

const METHODS = ["HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"] as const;

/** The framework's mark of an error on a page that had begun with 200; redirects and "not found" have words instead of figures. */
const BROKEN = /digest\\?":\\?"\d+|data-dgst="\d/;
/** A carrier that does not answer is no fault of the address. */
const OF_CARRIER = /"code":"CARRIER_/;

const isFault = ({ status, text }: Answer) => (status >= 500 && !OF_CARRIER.test(text)) || BROKEN.test(text);

let cookie = "";
let account = "";

test.beforeAll(async () => {
  const cookies = JSON.parse(process.env.E2E_COOKIES ?? "[]") as { name: string; value: string }[];
  cookie = writeCookies(Object.fromEntries(cookies.map(({ name, value }) => [name, value])));
  const settings = await ask("/inventory/cart", { headers: { cookie } });
  account = /account=([0-9a-f-]{36})/.exec(settings.text)?.[1] ?? "";
  expect(account).not.toBe("");
});

/** What makes the other parameters of an address sound, so that the hostile one gets as far as it can. */
const sound = (): Record<string, string> => ({
  account,
  accountId: account,
  mask: "201xxxxxxx",
  quantity: "5",
  by: "block",
  npa: "201",
});

const fill = (route: string, part: string) => route.replaceAll(/\[[^\]]+\]/g, part);

async function expectNoFault(asked: readonly { address: string; method?: string; headers?: Record<string, string> }[]) {
  const answers = await askAll(asked, async (one) => ({
    one,
    answer: await ask(one.address, { method: one.method, headers: { cookie, ...one.headers } }),
  }));
  const faults = answers
    .filter(({ answer }) => isFault(answer))
    .map(
      ({ one, answer }) =>
        `${answer.status} ${one.method ?? "GET"} ${one.address.slice(0, 150)} ${JSON.stringify(one.headers ?? {})}`,
    );
  expect(faults).toEqual([]);
  return answers.map(({ answer }) => answer);
}

const nodes = () => [
  ...listPages(),
  ...listHandlers().filter(({ method, route }) => method === "GET" && !route.includes("...")),
];

test("no search parameter of any page or handler makes it fail", async () => {
  const asked = nodes().flatMap(({ route, parameters }) =>
    parameters.flatMap((name, parameter) => {
      const rest = Object.entries(sound()).filter(([other]) => other !== name && parameters.includes(other));
      const others = new URLSearchParams(rest).toString();
      return asParameters(name)
        .filter((_, value) => isAsked(parameter, value))
        .map((query) => ({ address: `${fill(route, "%2B12015550123")}?${query}${others && `&${others}`}` }));
    }),
  );
  expect(asked.length).toBeGreaterThan(500);
  await expectNoFault(asked);
});

test("no part of a path makes a page or handler fail, and none says more than that it is not there", async () => {
  const asked = [...listPages(), ...listHandlers()]
    .filter(({ route }) => route.includes("["))
    .flatMap(({ route }) => PARTS.map((part) => ({ address: fill(route, part) })));
  await expectNoFault(asked);
  const handlers = listHandlers().filter(
    ({ method, route }) => method === "GET" && /\[(id|e164|accountId)\]/.test(route),
  );
  const answers = await expectNoFault(handlers.map(({ route }) => ({ address: fill(route, NO_UUID) })));
  for (const { status, text } of answers) {
    expect([400, 404]).toContain(status);
    expect(JSON.parse(text)).toMatchObject({ error: { message: expect.stringMatching(/\w+ \w+/) } });
  }
});

test("no address beside them, no header and no method makes the portal fail", async () => {
  const pages = nodes().map(({ route }) => fill(route, UNKNOWN));
  await expectNoFault(OTHERS.map((address) => ({ address })));
  await expectNoFault(
    [
      "/",
      "/orders?status=PARTIAL",
      "/settings/people",
      "/api/carriers/pauses",
      "/api/nothing",
      "/sign-in",
      "/api/auth/session",
      "/icon.svg",
    ].flatMap((address) => HEADERS.map((headers) => ({ address, headers }))),
  );
  await expectNoFault(
    pages.flatMap((address) =>
      METHODS.map((method) => ({
        address,
        method,
        headers: method === "HEAD" ? undefined : { "content-length": "0" },
      })),
    ),
  );
});

test("an address that cannot be read is rejected with a message", async () => {
  const page = await ask("/orders/%ED%A0%80", { headers: { cookie } });
  expect(page).toMatchObject({ status: 400, headers: { "content-type": "text/html; charset=utf-8" } });
  expect(page.text).toContain("This address cannot be read");
  const handler = await ask("/api/orders/%/progress", { headers: { cookie } });
  expect(handler.status).toBe(400);
  expect(JSON.parse(handler.text)).toMatchObject({ error: { message: expect.stringContaining("cannot be read") } });
});
