import { deliveryQuery } from "@/lib/domain/delivery";
import { messageSearchQuery } from "@/lib/domain/message-search";
import { phoneNumber } from "@/lib/domain/phone-number";
import { getDelivery } from "@/lib/services/messages/get-delivery";
import { listOptOuts } from "@/lib/services/messages/list-opt-outs";
import { listThreads, threadQuery } from "@/lib/services/messages/list-threads";
import { searchMessages } from "@/lib/services/messages/search-messages";
import { listSilent } from "@/lib/services/messages/silence";
import type { TestWorld } from "@/lib/test/world";
import { quantile, type Line } from "./place";

/** Fewer for a quick look: `MESSAGES=200000 npm run bench delivery`. */
const MESSAGES = Number(process.env.MESSAGES ?? 1_000_000);
const NUMBERS = 5_000;
const DAYS = 30;
const SAMPLES = 8;
const BAR_MS = 1_000;
/** Reports of all numbers add up totals. */
const TOTALS_MS = 300;

/** What is asked of a million messages of a month, one third inbound. */
export async function benchDelivery(world: TestWorld): Promise<Line[]> {
  const { sql } = world.database;
  await sql.query(
    `INSERT INTO number (e164, npa, nxx, state, is_toll_free, inbound_at)
     SELECT '+1303' || (2000000 + n), '303', left((2000000 + n)::text, 3), 'CO', false, now() - (n % 60) * interval '1 day'
     FROM generate_series(0, $1 - 1) n`,
    [NUMBERS],
  );
  await sql.query(`ALTER TABLE message DISABLE TRIGGER USER`);
  await sql.query(
    `INSERT INTO message (id, account_id, external_id, direction, e164, peer, body, state, delivery_state, carrier_code, occurred_at)
     SELECT gen_random_uuid(), $1, 'b' || n, CASE WHEN n % 3 = 0 THEN 'in' ELSE 'out' END, '+1303' || (2000000 + (n::bigint * 7919) % $2),
       '+1720' || (2000000 + (n::bigint * 104729) % 700000), CASE WHEN n % 500 = 0 THEN 'STOP' ELSE 'Your order ' || n || ' is on its way.' END,
       CASE WHEN n % 3 = 0 THEN 'received' ELSE 'sent' END,
       CASE WHEN n % 3 = 0 THEN NULL WHEN n % 20 = 1 THEN 'not-delivered' ELSE 'delivered' END,
       CASE WHEN n % 20 = 1 THEN (4700 + n % 7)::text END, now() - (n::float8 / $3) * $4 * interval '1 day'
     FROM generate_series(0, $3 - 1) n`,
    [world.accountOf("bandwidth"), NUMBERS, MESSAGES, DAYS],
  );
  await sql.query(`ALTER TABLE message ENABLE TRIGGER USER`);
  await sql.query("SELECT recount_message_totals()");
  await sql.query("VACUUM ANALYZE message, message_total");
  const report = (query: Record<string, string>) => () => getDelivery(world.ctx, deliveryQuery.parse(query));
  const search = (query: Record<string, string>) => () => searchMessages(world.ctx, messageSearchQuery.parse(query));
  const number = phoneNumber.parse("+13032000007");
  const asked: Record<string, () => Promise<unknown>> = {
    "delivery of 7 days": report({}),
    "delivery of 7 days by number": report({ by: "number" }),
    "delivery of 30 days by day": report({ days: "30" }),
    "delivery of 30 days by error code": report({ days: "30", by: "code" }),
    "delivery of one number": report({ days: "30", number }),
    "search, a frequent text": search({ q: "on its way" }),
    "search, a text that is in none": search({ q: "no such text" }),
    "search, one number": search({ number, q: "order" }),
    "threads with their opt-outs": () => listThreads(world.ctx, threadQuery.parse({})),
    "opt-outs of a number": () => listOptOuts(world.ctx, number),
    "silent numbers": () => listSilent(world.ctx),
  };
  const lines: Line[] = [];
  for (const [name, run] of Object.entries(asked)) {
    const times: number[] = [];
    for (let n = 0; n < SAMPLES; n += 1) {
      const started = performance.now();
      await run();
      if (n > 0) times.push(performance.now() - started);
    }
    const p95 = quantile(
      times.sort((a, b) => a - b),
      0.95,
    );
    lines.push({
      what: `${MESSAGES.toLocaleString("en-US")} messages: ${name}, p95`,
      figure: `${p95.toFixed(0)} ms`,
      target: `<= ${name.startsWith("delivery of 30") ? TOTALS_MS : BAR_MS} ms`,
      isReached: p95 <= (name.startsWith("delivery of 30") ? TOTALS_MS : BAR_MS),
    });
  }
  return lines;
}
