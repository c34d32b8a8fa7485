import { randomBytes } from "node:crypto";
import http from "node:http";
import { Client } from "pg";
import { z } from "zod";
import { countRow, queryRows, raw } from "@/lib/db/sql";
import { readSecrets } from "@/lib/runtime/postgres/settings";
import { startPortal } from "../e2e/start-portal";
import { quantile, type Line } from "./place";

const PER_SECOND = 500;
const SECONDS = 20;
const BAR_MS = 100;
/** One tick of the generator: small enough for an even stream, large enough to cost little. */
const TICK_MS = 10;
const CONNECTIONS = 64;
/** Five seconds of the same: the figure is that of a portal at work, not of one that has just started. */
const WARM_UP = 2_500;

type Target = { port: number; path: string; number: string };
type Outcome = { times: number[]; refused: number };

/**
 * 500 callbacks a second for 20 seconds at the real web server, as `npm start` runs it, worker included: half by POST, half by GET, every
 * tenth a second time. Latency counts from the moment at which a callback was due, so that a server that falls behind shows it.
 */
export async function benchCallbacks(): Promise<Line[]> {
  const portal = await startPortal();
  const client = new Client({ connectionString: readDatabaseUrl(portal.dataDir) });
  try {
    await client.connect();
    const target = await findTarget(client, Number(new URL(portal.url).port));
    await waitForStartingSet(client);
    await send(target, WARM_UP, "warm");
    const { times, refused } = await send(target, PER_SECOND * SECONDS, "m");
    // The starting set brings some of its own.
    const stored = await countRows(client, `SELECT count(*)::int FROM callback WHERE raw LIKE '%1323333%'`);
    const lost = PER_SECOND * SECONDS + WARM_UP - stored;
    const p95 = quantile(
      times.sort((a, b) => a - b),
      0.95,
    );
    const wanted = await countWanted(client);
    return [
      {
        what: `Callbacks at ${PER_SECOND} a second for ${SECONDS} s: answered 200, p95`,
        figure: `${p95.toFixed(1)} ms (worst ${(times.at(-1) ?? Number.NaN).toFixed(0)} ms)`,
        target: `<= ${BAR_MS} ms`,
        isReached: p95 <= BAR_MS,
      },
      {
        what: `Callbacks at ${PER_SECOND} a second for ${SECONDS} s: refused or lost`,
        figure: `${refused} refused, ${lost} lost`,
        target: "none",
        isReached: refused === 0 && lost === 0,
      },
      {
        what: "Callbacks: every message understood, duplicates folded, seconds after the last",
        figure: wanted === null ? "not within 60 s" : `${wanted.toFixed(1)} s`,
        target: "<= 60 s",
        isReached: wanted !== null,
      },
    ];
  } finally {
    await client.end();
    await portal.remove();
  }
}

function readDatabaseUrl(dataDir: string): string {
  const { port, password } = readSecrets(dataDir);
  return `postgresql://tandem:${password}@127.0.0.1:${port}/tandem`;
}

const accountRow = z.object({ callback_key: z.string() });
const numberRow = z.object({ e164: z.string() });

async function findTarget(client: Client, port: number): Promise<Target> {
  const [account] = await queryRows(client, accountRow)`
    SELECT callback_key FROM carrier_account WHERE carrier = 'bandwidth' LIMIT 1`;
  const [number] = await queryRows(client, numberRow)`SELECT e164 FROM number ORDER BY e164 LIMIT 1`;
  const key = account?.callback_key ?? "";
  return { port, path: `/api/callbacks/bandwidth/${key}`, number: number?.e164 ?? "" };
}

async function countRows(client: Client, sql: string): Promise<number> {
  const rows = await queryRows(client, countRow)`${raw(sql)}`;
  return rows[0]?.count ?? 0;
}

/** The orders of the starting set are on their way when the portal answers first. */
async function waitForStartingSet(client: Client): Promise<void> {
  const open = `SELECT count(*)::int FROM orders WHERE status IN ('RECEIVED', 'PROCESSING')`;
  for (let left = 300; left > 0 && (await countRows(client, open)) > 0; left -= 1)
    await new Promise((resolve) => setTimeout(resolve, 200));
}

/** Seconds until the worker has understood all of them; null when it has not within a minute. */
async function countWanted(client: Client): Promise<number | null> {
  const started = performance.now();
  while (performance.now() - started < 60_000) {
    const waiting = await countRows(client, `SELECT count(*)::int FROM callback WHERE state <> 'understood'`);
    if (waiting === 0) return (performance.now() - started) / 1_000;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return null;
}

/** An open loop: what is due is sent, whatever is still under way. */
async function send(target: Target, count: number, prefix: string): Promise<Outcome> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  let refused = 0;
  const started = performance.now();
  const pending: Promise<void>[] = [];
  for (let sent = 0; sent < count;) {
    const due = Math.min(count, Math.floor(((performance.now() - started) / 1_000) * PER_SECOND) + 1);
    for (; sent < due; sent += 1) {
      const dueAt = started + (sent / PER_SECOND) * 1_000;
      pending.push(
        sendOne(agent, target, sent, `${prefix}-${sent % 10 === 9 ? sent - 1 : sent}`).then((status) => {
          if (status === 200) times.push(performance.now() - dueAt);
          else refused += 1;
        }),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await Promise.all(pending);
  agent.destroy();
  return { times, refused };
}

function sendOne(agent: http.Agent, target: Target, index: number, messageId: string): Promise<number> {
  const event = {
    eventType: "sms",
    direction: "in",
    messageId,
    from: `+1323333${String(index % 10_000).padStart(4, "0")}`,
    to: target.number,
    text: randomBytes(40).toString("hex"),
    time: new Date().toISOString(),
    state: "received",
  };
  const isPost = index % 2 === 0;
  const body = isPost ? JSON.stringify(event) : "";
  const query = isPost ? "" : `?${new URLSearchParams(event)}`;
  return new Promise((resolve) => {
    const request = http.request(
      {
        agent,
        host: "127.0.0.1",
        port: target.port,
        path: target.path + query,
        method: isPost ? "POST" : "GET",
        headers: isPost ? { "content-type": "application/json", "content-length": Buffer.byteLength(body) } : {},
      },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    request.on("error", () => resolve(0));
    request.end(body);
  });
}
