import { expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/domain/permissions";
import { ACTIONS, HANDLERS, PAGES } from "./access-rules";
import { lintFiles } from "./lint/lint-files";
import { listActions, listHandlers, listPages } from "./route-tree";

it("asks in every page, handler and action for what lib/test/access-rules.ts demands, and nothing has no rule", () => {
  const isOpen = (rule: string | undefined) => rule?.startsWith("public: ") ?? false;
  const pages = listPages().map(({ route, permission }): [string, string] => {
    const rule = (PAGES as Record<string, string>)[route];
    return [route, permission ?? (isOpen(rule) ? String(rule) : "nothing")];
  });
  expect(Object.fromEntries(pages)).toEqual(PAGES);
  const handlers = listHandlers().map(({ method, route, access }): [string, string] => [
    `${method} ${route}`,
    "public" in access ? `public: ${access.public}` : access.permission,
  ]);
  expect(Object.fromEntries(handlers)).toEqual(HANDLERS);
  const actions = listActions().map(({ file, name, permission }): [string, string] => [
    `${file.replace("app/", "")} ${name}`,
    permission,
  ]);
  expect(Object.fromEntries(actions)).toEqual(ACTIONS);
  const rules = [...Object.values(PAGES), ...Object.values(HANDLERS), ...Object.values(ACTIONS)];
  for (const rule of rules.filter((text) => !isOpen(text))) expect(PERMISSIONS).toContain(rule);
});

const ACTION_FILE = "app/(portal)/x/actions.ts";
const ROUTE_FILE = "app/api/x/route.ts";
const PAGE_FILE = "app/(portal)/x/page.tsx";

const ALLOWED: [file: string, code: string][] = [
  [ACTION_FILE, `import { action } from "@/lib/action"; export const xAction = action("self:manage", s, v);`],
  [
    "app/(portal)/x-actions.ts",
    `import { action } from "@/lib/action"; export const xAction = action("self:manage", s, v);`,
  ],
  [ROUTE_FILE, `import { handler } from "@/lib/handler"; export const GET = handler("orders:read", {}, v);`],
  [
    ROUTE_FILE,
    `import { publicHandler } from "@/lib/public-handler"; export const GET = publicHandler("no secrets", f);`,
  ],
  [PAGE_FILE, `export default async function X() { const ctx = await authorize("orders:read"); }`],
  ["app/(auth)/sign-in/page.tsx", `export default function X() {}`],
];

const REFUSED: [file: string, code: string][] = [
  [ACTION_FILE, `export async function xAction() {}`],
  [ACTION_FILE, `export const xAction = async () => 1;`],
  [ACTION_FILE, `export const xAction = act("self:manage", s, v);`],
  [ACTION_FILE, `export const xAction = action(PERMISSION, s, v);`],
  [ACTION_FILE, `const xAction = async () => 1; export { xAction };`],
  [ACTION_FILE, `export default async function xAction() {}`],
  [ACTION_FILE, `export * from "./others";`],
  [ACTION_FILE, `const action = (p, s, v) => v; export const xAction = action("self:manage", s, v);`],
  [ACTION_FILE, `import { action } from "./own"; export const xAction = action("self:manage", s, v);`],
  ["app/(portal)/x/things.ts", `"use server"; export const xAction = action("self:manage", s, v);`],
  ["app/(portal)/x/box.tsx", `const Box = () => { async function send() { "use server"; } };`],
  ["components/x/box.tsx", `const Box = () => { async function send() { "use server"; } };`],
  [ROUTE_FILE, `export async function GET() {}`],
  [ROUTE_FILE, `export const POST = async () => new Response();`],
  [ROUTE_FILE, `import { handler as h } from "@/lib/handler"; export const GET = h("orders:read", {}, v);`],
  [ROUTE_FILE, `export const GET = handler(permission, {}, v);`],
  [PAGE_FILE, `export default async function X() {}`],
  [PAGE_FILE, `export default async function X() { authorize("orders:read"); }`],
  [PAGE_FILE, `export default async function X() { await authorize(permission); }`],
  ["app/(auth)/new/page.tsx", `export default async function X() {}`],
];

it("lint takes what asks for a permission, and refuses what does not", () => {
  const allowed = lintFiles("tandem/access", ALLOWED);
  expect(allowed).toEqual(ALLOWED.map(() => []));
  const refused = lintFiles("tandem/access", REFUSED);
  expect(REFUSED.filter((_, n) => refused[n]?.length === 0)).toEqual([]);
});
