import { copyRows } from "@/lib/db/bulk";
import { countRow, queryRows } from "@/lib/db/sql";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { findStateOfNpa } from "@/lib/domain/phone-number-plan";
import { inTransaction } from "@/lib/db/transaction";
import { ensureNumbers } from "@/lib/engine/ensure-numbers";
import type { TestWorld } from "@/lib/test/world";
import type { Line } from "./place";

const MILLION = 1_000_000;
const NPAS = ["201", "212", "303", "312", "404", "415", "512", "602", "702", "720", "813", "919"] as const;

/** One million numbers over twelve area codes, in the disorder in which a file would bring them. */
function makeNumbers(count: number): PhoneNumber[] {
  return Array.from({ length: count }, (_, n) => {
    const mixed = Number((BigInt(n) * 7_368_787n) % BigInt(count));
    const npa = NPAS[mixed % NPAS.length] ?? "303";
    const rest = Math.floor(mixed / NPAS.length);
    return phoneNumber.parse(`+1${npa}${String(2_200_000 + rest * 7)}`);
  });
}

/** Our insert (unique check, state looked up, duplicates folded) against plain COPY of the same finished rows into a twin of the table. */
export async function benchInsert({ database: { sql } }: TestWorld): Promise<Line[]> {
  const numbers = makeNumbers(MILLION);
  await sql.query(`CREATE TABLE plain_number (LIKE number INCLUDING ALL)`);
  const rows = [...numbers]
    .sort()
    .map((e164) => [e164, e164.slice(2, 5), e164.slice(5, 8), findStateOfNpa(e164.slice(2, 5)), false] as const);
  const plain = await time(() =>
    inTransaction(sql, (client) =>
      copyRows(client, "plain_number", ["e164", "npa", "nxx", "state", "is_toll_free"], rows),
    ),
  );
  const ours = await time(() => inTransaction(sql, (client) => ensureNumbers(client, numbers)));
  const counted = await queryRows(sql, countRow)`SELECT count(*) FROM number`;
  const count = counted[0]?.count ?? 0;
  await sql.query(`DROP TABLE plain_number`);
  const perSecond = (seconds: number) => `${Math.round(MILLION / seconds).toLocaleString("en-US")}/s`;
  return [
    {
      what: "Insert of 1,000,000 numbers: our rows per second / plain COPY",
      figure: `${(plain / ours).toFixed(2)} (${perSecond(ours)} / ${perSecond(plain)})`,
      target: ">= 0.5",
      isReached: plain / ours >= 0.5 && count >= new Set(numbers).size,
    },
  ];
}

async function time(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return (performance.now() - started) / 1000;
}
