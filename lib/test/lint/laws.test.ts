import { expect, it } from "vitest";
import { lintFiles } from "./lint-files";

const query = (text: string) => `export const x = async () => { ${text} };`;

it.each([
  [
    "tandem/import-laws",
    [
      ["lib/services/x/a.ts", `import { b } from "@/lib/engine/claim";`],
      ["lib/services/x/a.ts", `import { b } from "../orders/place-order";`],
      ["app/x/a.tsx", `import { b } from "@/lib/carriers/carrier";`],
      ["lib/domain/x/a.test.ts", `import { leastOf } from "@/lib/test/least-of";`],
      ["components/x/a.tsx", `import { b } from "@/lib/domain/order"; import c from "react";`],
    ],
    [
      ["lib/engine/x/a.ts", `import { b } from "@/lib/services/orders/place-order";`],
      ["lib/engine/x/a.ts", `import { b } from "../../services/orders/place-order";`],
      ["lib/engine/x/a.ts", `export { b } from "@/lib/services/orders/place-order";`],
      ["lib/engine/x/a.ts", `export * from "@/lib/carriers/intelepeer/client";`],
      ["lib/services/x/a.ts", `export const b = () => import("@/lib/auth/session");`],
      ["lib/services/x/a.ts", `import { b } from "@/lib/action.ts";`],
      ["lib/domain/x/a.ts", `import type { B } from "../../services/orders/b";`],
      ["components/x/a.tsx", `import { b } from "@/lib/services/orders/place-order";`],
      ["app/x/a.tsx", `import { b } from "@/lib/db/client";`],
      ["lib/sandbox/x/a.ts", `import { b } from "@/lib/domain/order";`],
      ["lib/server/x.ts", `import { b } from "../runtime/gate";`],
    ],
  ],
  [
    "tandem/verified-rows",
    [["lib/services/x/a.ts", query("await queryRows(sql, row)`SELECT 1`")]],
    [
      ["lib/services/x/a.ts", query(`await sql.query<{ id: string }>("SELECT 1")`)],
      ["lib/services/x/a.ts", query(`const { rows } = await sql.query("SELECT 1")`)],
      ["lib/services/x/a.ts", query("return (await sql.query('SELECT 1')).rows")],
      ["lib/services/x/a.ts", query("await db.$queryRaw<Row[]>`SELECT 1`")],
    ],
  ],
  [
    "tandem/clean-addresses",
    [["app/x/page.tsx", query("readQuery(await searchParams)")]],
    [
      ["app/x/page.tsx", query("const { q } = await searchParams")],
      ["app/x/route.ts", query("return (await params).id")],
    ],
  ],
  [
    "tandem/plain-words",
    [["lib/x/a.ts", "/** Paused. */ export const evaluate = (message: string) => message;"]],
    [
      ["lib/x/a.ts", "export const judgeRows = 1;"],
      ["lib/x/a.ts", `export const text = "What became of it";`],
      ["components/x/a.tsx", "export const A = () => <p>The colour</p>;"],
      ["lib/x/a.ts", "// The account is held back.\nexport const a = 1;"],
    ],
  ],
] satisfies [string, [string, string][], [string, string][]][])("lint enforces %s", (rule, allowed, refused) => {
  const found = lintFiles(rule, [...allowed, ...refused]);
  expect(found.slice(0, allowed.length)).toEqual(allowed.map(() => []));
  expect(refused.filter((_, n) => found[allowed.length + n]?.length === 0)).toEqual([]);
});
