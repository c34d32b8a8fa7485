import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, sql } from "@/lib/db/sql";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { describeKind } from "@/lib/domain/uploads/kind-texts";
import { isClear } from "@/lib/domain/uploads/label-wish";
import { LABELS } from "@/lib/domain/uploads/upload";
import type { UploadPlan } from "@/lib/domain/uploads/upload-view";
import type { LabelGroup } from "./order-groups";
import { fromSendable, type Sending } from "./sendable-rows";
import type { MappedUpload } from "./upload-head";

const SHOWN = 4;
/** Of more rows the customers are not counted one by one. */
const MAX_COUNTED = 200_000;

type Planning = {
  upload: MappedUpload;
  group: LabelGroup;
  sending: Sending;
  numbers: number;
  firstNumbers: readonly PhoneNumber[];
};

/** The part of a plan that sets labels: which customers, which tags, how many notes. */
export async function planLabels(
  ctx: Pick<Context, "sql">,
  { upload, group, sending, numbers, firstNumbers }: Planning,
): Promise<UploadPlan["orders"][number]> {
  const { consequences, isDangerous } = describeKind(LABELS);
  return {
    kind: LABELS,
    accountId: null,
    accountName: "Our own data",
    mode: null,
    numbers,
    sentence: await describeLabels(ctx, { upload, group, sending, numbers }),
    seconds: 0,
    consequences,
    isDangerous,
    firstNumbers: firstNumbers.slice(0, 5),
  };
}

type Describing = Omit<Planning, "firstNumbers">;
const valueRow = z.object({ value: z.string(), rows: z.number(), kinds: z.number() });

/** "Customer Acme Inc.: 800 rows; Beta: 200 rows. Tags: 300 rows. Notes: 20 rows." */
async function describeLabels({ sql: pool }: Pick<Context, "sql">, { upload, group, sending, numbers }: Describing) {
  const { columns, defaults } = upload.mapping;
  const spell = (rows: number) => (rows === 1 ? "1 row" : `${rows.toLocaleString("en-US")} rows`);
  const listValues = (index: number, most: number) => queryRows(pool, valueRow)`
    SELECT v.value, v.rows, count(*) OVER () AS kinds FROM (
      SELECT min(btrim(r.cells[${index + 1}::int])) AS value, count(*) AS rows
      ${fromSendable(sending)} AND r.target = ANY(${group.targets.map(({ n }) => n)}::int[])
        AND btrim(coalesce(r.cells[${index + 1}::int], '')) <> ''
      GROUP BY lower(btrim(r.cells[${index + 1}::int]))) v
    ORDER BY v.rows DESC, v.value ${sql`LIMIT ${most}`}`;
  const parts: string[] = [];
  if (numbers > MAX_COUNTED) return `${spell(numbers)}, each with what its cells say.`;
  const customer = columns.indexOf("customer");
  if (customer >= 0) {
    const found = await listValues(customer, SHOWN);
    const more = (found[0]?.kinds ?? 0) - found.length;
    const names = found.map(({ value, rows }) => `${isClear(value) ? "taken away" : value}: ${spell(rows)}`);
    if (names.length > 0) parts.push(`Customer ${names.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`);
  }
  for (const [role, name] of [
    ["tags", "Tags to add"],
    ["untag", "Tags to take off"],
    ["note", "Notes"],
  ] as const) {
    const index = columns.indexOf(role);
    const found = index < 0 ? [] : await listValues(index, MAX_COUNTED);
    const rows = found.reduce((sum, one) => sum + one.rows, 0);
    if (rows > 0) parts.push(`${name}: ${spell(rows)}.`);
  }
  const { customer: all, tags, untag, note } = defaults.kind === LABELS ? defaults.params : {};
  if (all) parts.push(`Where the row says nothing: customer ${isClear(all) ? "taken away" : all}.`);
  if (tags) parts.push(`Tags for all: ${tags}.`);
  if (untag) parts.push(`Taken off for all: ${untag}.`);
  if (note) parts.push("A note for all.");
  return parts.join(" ") || "The cells say nothing: nothing changes.";
}
