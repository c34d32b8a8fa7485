import { readdirSync, readFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { z } from "zod";
import { countRow, queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { ensureNumbers } from "@/lib/engine/ensure-numbers";
import { phoneNumber } from "@/lib/domain/phone-number";
import { ROW_COLUMNS } from "@/lib/files/uploads/encode-row";
import { getUpload } from "@/lib/services/uploads/get-upload";
import { mapUpload } from "@/lib/services/uploads/map-upload";
import { listNumbers } from "@/lib/services/numbers/list-numbers";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { sendUpload } from "@/lib/test/uploads";
import { startWorkerProcess } from "@/lib/test/worker-process";
import { waitFor, type TestWorld } from "@/lib/test/world";
import { quantile, type Line } from "./place";
import { measureUploadSearch } from "./upload-search";

/** How many rows; fewer for a quick look: `UPLOAD_ROWS=200000 npm run bench uploads`. */
const ROWS = Number(process.env.UPLOAD_ROWS ?? 1_000_000);
const MILLION = Number(process.env.UPLOAD_KNOWN ?? 1_000_000);
export const BAD_SHARE = 0.01;
const RATIO_BAR = 0.3;
const FIRST_BAR_SECONDS = 2;
const WORKER_BAR_MB = 450;
const LIST_SAMPLES = 100;
const LIST_REST_MS = 20;
const LOOK_MS = 20;

/** A million rows with all fields in quotes, one in a hundred bad, through a real worker, while a million numbers are known and listed. */
export async function benchUploads(world: TestWorld): Promise<Line[]> {
  await knowNumbers(world);
  const before = await measureList(world, () => Promise.resolve(LIST_SAMPLES));
  const worker = await startWorkerProcess(world.url);
  let isDone = false;
  const meanwhile = measureList(world, () => Promise.resolve(isDone ? 0 : Number.POSITIVE_INFINITY));
  try {
    const content = makeContent(ROWS);
    const watch = watchMemory(worker.pid);
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1_000;
    const id = await sendUpload(world, content);
    const sent = seconds();
    await waitFor("the map", async () => (await getUpload(world.ctx, { id })).state === "map", 60);
    const { suggestion } = await getUpload(world.ctx, { id });
    if (!suggestion) throw new Error("The upload has no suggestion.");
    const defaults = { kind: "sms-enable" as const, accountId: world.accountOf("intelepeer"), params: {} };
    await mapUpload(world.ctx, { id, mapping: { ...suggestion, defaults } });
    const mapped = seconds();
    const first = await poll(async () => ((await readCounts(world, id)).problem > 0 ? seconds() : null));
    const loaded = await poll(async () => ((await readCounts(world, id)).state === "check" ? seconds() : null));
    isDone = true;
    const during = await meanwhile;
    const memory = watch.end();
    const stored = await countRows(world, id);
    const plain = await copyPlainly(world, id);
    const ratio = plain / loaded;
    const [calm, busy] = [quantile(before, 0.95), quantile(during, 0.95)];
    const rate = (value: number) => `${Math.round(ROWS / value).toLocaleString("en-US")}/s`;
    const what = `Upload of ${ROWS.toLocaleString("en-US")} rows`;
    return [
      {
        what: `${what}: sent, read, checked, stored / plain COPY`,
        figure: `${ratio.toFixed(2)} (${loaded.toFixed(1)} s, ${rate(loaded)}; COPY ${plain.toFixed(1)} s, ${rate(plain)})`,
        target: `>= ${RATIO_BAR}`,
        isReached: ratio >= RATIO_BAR && stored === ROWS,
      },
      {
        what: `${what}: first problems after its columns were chosen (sent after ${sent.toFixed(1)} s, map after ${(mapped - sent).toFixed(1)} s more)`,
        figure: `${(first - mapped).toFixed(2)} s`,
        target: `<= ${FIRST_BAR_SECONDS} s`,
        isReached: first - mapped <= FIRST_BAR_SECONDS,
      },
      {
        what: `${what}: resident memory of the worker at its peak (its reading process: ${memory.childMb.toFixed(0)} MB)`,
        figure: `${memory.workerMb.toFixed(0)} MB`,
        target: `<= ${WORKER_BAR_MB} MB`,
        isReached: memory.workerMb <= WORKER_BAR_MB,
      },
      {
        what: `${what}: p95 of the numbers table meanwhile, ${during.length} samples`,
        figure: `${busy.toFixed(1)} ms (${calm.toFixed(1)} ms before)`,
        target: `<= 2 x`,
        isReached: busy <= 2 * calm,
      },
      ...(await measureUploadSearch(world, id, ROWS)),
    ];
  } finally {
    isDone = true;
    await meanwhile;
    await worker.kill();
  }
}

async function knowNumbers({ database: { sql } }: TestWorld) {
  const known = Array.from({ length: MILLION }, (_, n) => phoneNumber.parse(`+1${3_032_000_000 + n * 7}`));
  await inTransaction(sql, (client) => ensureNumbers(client, known));
  await sql.query("VACUUM ANALYZE number");
}

/** In the disorder in which a file would bring them. */
export function makeContent(rows: number, first = 3_032_000_000): Buffer {
  const parts = [`"TN","Customer","Our Reference","City","Notes"\r\n`];
  for (let n = 0; n < rows; n += 1) {
    const mixed = Number((BigInt(n) * 7_368_787n) % BigInt(rows));
    const number = String(first + mixed * 7);
    const text = n % (1 / BAD_SHARE) === 50 ? number.slice(0, 7) : number;
    parts.push(`"${text}","Customer ${mixed % 5_000}","PO-${n}","Denver, CO","moved on day ${n % 365}"\r\n`);
  }
  return Buffer.from(parts.join(""));
}

async function measureList(world: TestWorld, most: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  const query = numberQuery.parse({});
  while (times.length < (await most())) {
    const started = performance.now();
    await listNumbers(world.ctx, query);
    times.push(performance.now() - started);
    await delay(LIST_REST_MS);
  }
  return times.sort((a, b) => a - b);
}

const stateRow = z.object({ state: z.string(), problem: z.number() });

async function readCounts({ database: { sql } }: TestWorld, id: string) {
  const [row] = await queryRows(sql, stateRow)`SELECT state, problem FROM upload WHERE id = ${id}`;
  if (!row || row.state === "refused") throw new Error("The upload was refused.");
  return row;
}

export async function poll(read: () => Promise<number | null>): Promise<number> {
  for (;;) {
    const found = await read();
    if (found !== null) return found;
    await delay(LOOK_MS);
  }
}

async function countRows({ database: { sql } }: TestWorld, id: string): Promise<number> {
  const [row] = await queryRows(sql, countRow)`SELECT count(*) FROM upload_row WHERE upload_id = ${id}`;
  return row?.count ?? 0;
}

/** The same rows into the same table once more, as one COPY. In seconds. */
async function copyPlainly({ database: { sql } }: TestWorld, id: string): Promise<number> {
  const twin = "00000000-0000-7000-8000-000000000000";
  const columns = ROW_COLUMNS.join(", ");
  const lines: Buffer[] = [];
  await inTransaction(sql, async (client) => {
    const select = `SELECT '${twin}'::uuid, ${columns.replace("upload_id, ", "")} FROM upload_row WHERE upload_id = '${id}' ORDER BY seq`;
    for await (const part of client.query(copyTo(`COPY (${select}) TO STDOUT`)) as AsyncIterable<Buffer>)
      lines.push(part);
  });
  const started = performance.now();
  await inTransaction(sql, (client) =>
    pipeline(lines, client.query(copyFrom(`COPY upload_row (${columns}) FROM STDIN`))),
  );
  return (performance.now() - started) / 1_000;
}

/** Peaks of resident memory of a process and of its children, from the kernel (Linux only), in MB. */
function watchMemory(pid: number) {
  const peaks = { workerMb: 0, childMb: 0 };
  const look = () => {
    peaks.workerMb = Math.max(peaks.workerMb, readMb(pid));
    for (const child of listChildren(pid)) peaks.childMb = Math.max(peaks.childMb, readMb(child));
  };
  const timer = setInterval(look, LOOK_MS * 5);
  return {
    end: () => {
      clearInterval(timer);
      look();
      return peaks;
    },
  };
}

function readMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1_000;
  } catch {
    return 0;
  }
}

function listChildren(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}
