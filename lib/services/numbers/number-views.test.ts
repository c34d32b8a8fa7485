import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { queryRows } from "@/lib/db/sql";
import { ensureNumbers } from "@/lib/engine/ensure-numbers";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { SORT_COLUMNS } from "./number-query";
import type { ServiceFacts } from "@/lib/domain/service-state";
import { createTestCampaigns } from "@/lib/test/campaigns";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { readFreshness, saveFreshness } from "./freshness";
import { describeRows, listNumbers } from "./list-numbers";
import { listConditions } from "./number-filter";
import { type NumberSqlRow, openScan, toPlace } from "./number-scan";
import { scanStale } from "./scan-stale";
import { readOrder, scanList } from "./scan-sorted";
import { numberQuery } from "./number-query";
import type { NumberRow } from "./number-view";

const SMS = [undefined, "provisioned", "none", "not-found", "error", "requested", "unknown"] as const;
const OWNED = [undefined, "owned", "gone"] as const;
const CAMPAIGN = [undefined, null, "CREADY1", "CENDED1"] as const;
const IMPORT = [undefined, "imported"] as const;

type Case = { number: PhoneNumber; facts: [carrier: string, facts: ServiceFacts][] };

/** Every combination of what the three carriers can report. */
function listCases(): Case[] {
  const combinations = SMS.flatMap((smsState) =>
    OWNED.flatMap((ownership) =>
      CAMPAIGN.flatMap((campaignId) =>
        IMPORT.map((importState): Case["facts"] => [
          ["intelepeer", omitAbsent({ smsState })],
          ["inumbering", omitAbsent({ ownership, campaignId })],
          ["bandwidth", omitAbsent({ importState })],
        ]),
      ),
    ),
  );
  return numbersFrom("3035550000", combinations.length).map((number, n) => ({ number, facts: combinations[n] ?? [] }));
}

const omitAbsent = (facts: ServiceFacts): ServiceFacts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));

const CASES = listCases();

const world = await createTestWorld();
const campaigns = await createTestCampaigns(world);
const brand = await campaigns.brand("BVIEWS1");
await campaigns.campaign(brand, "CREADY1");
await campaigns.campaign(brand, "CENDED1");

beforeAll(async () => {
  await inTransaction(world.database.sql, async (client) => {
    await ensureNumbers(
      client,
      CASES.map(({ number }) => number),
    );
    for (const carrierId of ["intelepeer", "inumbering", "bandwidth"])
      await recordFacts(
        client,
        { id: world.accountOf(carrierId), carrierId },
        CASES.flatMap(({ number, facts }) =>
          facts.flatMap(([carrier, own]) => (carrier === carrierId ? [{ number, facts: own }] : [])),
        ),
      );
  });
  // The trigger on campaigns finds the numbers that are in them already.
  await world.database.sql.query(
    `UPDATE campaign SET standing = CASE campaign_id WHEN 'CENDED1' THEN 'ended' ELSE 'ready' END`,
  );
});
afterAll(() => world.close());

async function readAll(filter: Record<string, string>, direction: "after" | "before" = "after"): Promise<NumberRow[]> {
  const all: NumberRow[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await listNumbers(world.ctx, numberQuery.parse({ ...filter, ...(cursor && { [direction]: cursor }) }));
    all.push(...(direction === "after" ? page.rows : page.rows.toReversed()));
    const next = direction === "after" ? page.next : page.previous;
    if (next === null || all.length > 2 * CASES.length) return all;
    cursor = next;
  }
}
const toNumbers = (rows: readonly NumberRow[]) => rows.map(({ number }) => number);

it("holds in the view “Cannot text” exactly the numbers whose verdict says so", async () => {
  const rows = await readAll({ known: "all" });
  expect(rows).toHaveLength(CASES.length);
  const wanted = rows.filter(({ verdict }) => verdict.outcome === "cannot");
  expect(wanted.length).toBeGreaterThan(20);
  const shown = toNumbers(await readAll({ known: "all", view: "cannot-text" }));
  const wrong = CASES.filter(
    ({ number }) => shown.includes(number) !== wanted.some((row) => row.number === number),
  ).map(({ number, facts }) => JSON.stringify([shown.includes(number) ? "shown" : "missing", facts]));
  expect(wrong).toEqual([]);
  const { rows: kept } = await world.database.sql.query(
    `SELECT n.e164 FROM number n JOIN state_set k ON k.id = n.state_set_id
     JOIN read_states((SELECT array_agg(e164) FROM number)) r ON r.e164 = n.e164 WHERE k.states IS DISTINCT FROM r.states`,
  );
  expect(kept).toEqual([]);
});

it("holds in the view “Not read lately” the numbers with a value older than its limit", async () => {
  const { sql } = world.database;
  expect(await readAll({ known: "all", view: "stale" })).toEqual([]);
  const sms = await readAll({ sms: "error" });
  await sql.query(
    `UPDATE number_fact SET checked_at = now() - interval '40 h' WHERE facet = 'smsState' AND value = 'error'`,
  );
  expect(toNumbers(await readAll({ view: "stale" }))).toEqual(toNumbers(sms));
  await saveFreshness(world.ctx, { ...(await readFreshness(world.ctx)), smsState: 48 });
  expect(await readAll({ view: "stale" })).toEqual([]);
  await saveFreshness(world.ctx, { ...(await readFreshness(world.ctx)), smsState: 36 });
});

it("reads numbers that were not read lately from the oldest value on, page by page in both directions, each once", async () => {
  const { sql } = world.database;
  // Few instants, so that many share one across pages; a third of the values are fresh.
  await sql.query(
    `UPDATE number_fact SET checked_at = date_trunc('hour', now()) - (ARRAY[interval '1 h', '200 h', '201 h', '300 h'])[1 + abs(hashtext(e164 || facet)) % 4]`,
  );
  const expected = await queryRows(sql, z.object({ e164: z.string() }))`
    SELECT e164 FROM number_fact WHERE facet IN ('ownership', 'smsState', 'campaignId', 'registrationState', 'webhookUrl')
       AND checked_at < now() - interval '100 h' GROUP BY e164 ORDER BY min(checked_at), e164`;
  const all = expected.map(({ e164 }) => e164);
  expect(all.length).toBeGreaterThan(60);
  const stale = { known: "all", view: "stale" };
  expect(toNumbers(await readAll(stale))).toEqual(all);
  expect((await listNumbers(world.ctx, numberQuery.parse(stale))).total).toEqual({ count: all.length, isExact: true });
  const errors = toNumbers(await readAll({ known: "all", sms: "error" }));
  for (const [filter, wanted] of [
    [stale, all],
    // So few that the values are not walked to their end.
    [{ ...stale, sms: "error" }, all.filter((e164) => errors.some((one) => one === e164))],
  ] as const) {
    const scan = await openScan(sql, listConditions(numberQuery.parse(filter)));
    for (const isDescending of [false, true]) {
      const found: string[] = [];
      let place: Parameters<typeof scanStale>[2]["place"] = null;
      for (;;) {
        const rows = await scanStale(sql, scan, { isDescending, place }, 20);
        found.push(...rows.map(({ e164 }) => e164));
        const last = rows.at(-1);
        if (!last || rows.length < 20) break;
        place = toPlace(last);
      }
      expect(found).toEqual(isDescending ? wanted.toReversed() : wanted);
    }
  }
  // One that is read again meanwhile takes nobody's place.
  const [first] = [await listNumbers(world.ctx, numberQuery.parse(stale))];
  await sql.query(`UPDATE number_fact SET checked_at = now() WHERE e164 = ANY($1)`, [toNumbers(first.rows)]);
  const next = await listNumbers(world.ctx, numberQuery.parse({ ...stale, after: first.next ?? "" }));
  expect(toNumbers(next.rows)).toEqual(all.slice(first.rows.length, first.rows.length + next.rows.length));
});

/** As the list is read where too many numbers match to be sorted whole. */
async function readInPlaces(sort: string): Promise<NumberRow[]> {
  const query = numberQuery.parse({ known: "all", sort });
  const scan = await openScan(world.ctx.sql, listConditions(query));
  const rows: NumberSqlRow[] = [];
  for (;;) {
    const last = rows.at(-1);
    const place = last ? { e164: last.e164, at: last.created_at } : null;
    const page = await scanList(world.ctx.sql, scan, { ...readOrder(query.sort), isBackwards: false, place }, 60, {
      most: 0,
    });
    rows.push(...page);
    if (page.length < 60) return describeRows(world.ctx, rows);
  }
}

it("sorts by each column in both directions, page by page, with numbers without a value last", async () => {
  await world.database.sql.query(
    `UPDATE number SET state = (ARRAY['NJ', 'TX', NULL, 'CO'])[1 + abs(hashtext(e164)) % 4],
       lata = (ARRAY['224', NULL, '656'])[1 + abs(hashtext('l' || e164)) % 3],
       inbound_at = CASE WHEN hashtext('i' || e164) % 2 = 0 THEN now() - (abs(hashtext(e164)) % 50) * interval '1 h' END`,
  );
  for (const column of SORT_COLUMNS)
    for (const sort of [column, `-${column}`]) {
      const rows = await readAll({ known: "all", sort });
      const isDescending = sort.startsWith("-");
      const expected = [...rows].sort((a, b) => {
        const [one, other] = [a, b].map((row) => (column === "inbound" ? row.lastInboundAt : row[column])) as [
          string | null,
          string | null,
        ];
        if ((one === null) !== (other === null)) return one === null ? 1 : -1;
        const order =
          one !== null && other !== null && one !== other ? (one < other ? -1 : 1) : a.number < b.number ? -1 : 1;
        return isDescending ? -order : order;
      });
      expect(rows).toHaveLength(CASES.length);
      expect(toNumbers(rows), sort).toEqual(toNumbers(expected));
      expect(toNumbers(await readInPlaces(sort)), `in places ${sort}`).toEqual(toNumbers(expected));
      const last = await listNumbers(world.ctx, numberQuery.parse({ known: "all", sort }));
      const second = await listNumbers(world.ctx, numberQuery.parse({ known: "all", sort, after: last.next ?? "" }));
      const back = await listNumbers(
        world.ctx,
        numberQuery.parse({ known: "all", sort, before: second.previous ?? "" }),
      );
      expect(toNumbers(back.rows), `back ${sort}`).toEqual(toNumbers(last.rows));
    }
});
