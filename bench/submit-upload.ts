import { z } from "zod";
import { queryRows } from "@/lib/db/sql";
import { getUpload } from "@/lib/services/uploads/get-upload";
import { listUploadProblems } from "@/lib/services/uploads/list-problems";
import { mapUpload } from "@/lib/services/uploads/map-upload";
import { submitUpload } from "@/lib/services/uploads/submit-upload";
import { sendUpload, suggestFor } from "@/lib/test/uploads";
import { startWorkerProcess } from "@/lib/test/worker-process";
import { waitFor, type TestWorld } from "@/lib/test/world";
import type { Line } from "./place";
import { readProcessorSeconds } from "./processor-time";
import { BAD_SHARE, makeContent, poll } from "./uploads";

/** How many rows; fewer for a quick look: `SUBMIT_ROWS=10000 npm run bench submit`. */
const ROWS = Number(process.env.SUBMIT_ROWS ?? 100_000);
const BAR_SECONDS = 15;
/** From here on 100,000 numbers, seven apart, are in exchanges that can be dialed. */
const FIRST_NUMBER = 3_032_200_000;

/** From the click to the last item of the order, of a file in which one row in a hundred is bad, through a real worker. */
export async function benchSubmitUpload(world: TestWorld): Promise<Line[]> {
  const worker = await startWorkerProcess(world.url);
  try {
    const id = await sendUpload(world, makeContent(ROWS, FIRST_NUMBER));
    const readState = async () => (await getUpload(world.ctx, { id })).state;
    await waitFor("the map", async () => (await readState()) === "map", 60);
    const defaults = { kind: "sms-enable" as const, accountId: world.accountOf("intelepeer"), params: {} };
    await mapUpload(world.ctx, { id, mapping: await suggestFor(world, id, defaults) });
    await waitFor("the check", async () => (await readState()) === "check", 120);
    const { revision } = await getUpload(world.ctx, { id });

    const before = readProcessorSeconds();
    const started = performance.now();
    await submitUpload(world.ctx, { id, onlyIfAllReady: false, leaveOut: [], reason: "A benchmark", revision });
    const accepted = (performance.now() - started) / 1_000;
    const placed = await poll(async () =>
      (await readState()) === "submitted" ? (performance.now() - started) / 1_000 : null,
    );
    const spent = readProcessorSeconds() - before;
    const { good, missing, badItems } = await compareRows(world, id);
    const bad = await listUploadProblems(world.ctx, { id });
    const named = bad.filter(({ severity }) => severity === "error").reduce((sum, { rows }) => sum + rows, 0);
    const isWhole = good === ROWS * (1 - BAD_SHARE) && missing === 0 && badItems === 0 && named === ROWS * BAD_SHARE;
    const spell = (count: number) => count.toLocaleString("en-US");
    return [
      {
        what: `Upload of ${spell(ROWS)} rows: from the click to the last item (${spell(good)} stored, ${missing} missing; ${spell(named)} bad rows named, ${badItems} of them sent; page answered after ${accepted.toFixed(2)} s)`,
        figure: `${placed.toFixed(1)} s (${spent.toFixed(1)} s of processor time)`,
        target: `<= ${BAR_SECONDS} s`,
        isReached: isWhole && Math.min(placed, spent) <= BAR_SECONDS,
      },
    ];
  } finally {
    await worker.kill();
  }
}

const comparedRow = z.object({ good: z.number(), missing: z.number(), bad_items: z.number() });

/** Good rows that are items; good rows that are none; items of rows that are not good. */
async function compareRows({ database: { sql } }: TestWorld, id: string) {
  const [row] = await queryRows(sql, comparedRow)`
    SELECT count(*) FILTER (WHERE r.state = 'ready' AND i.e164 IS NOT NULL) AS good,
      count(*) FILTER (WHERE r.state = 'ready' AND i.e164 IS NULL) AS missing,
      count(*) FILTER (WHERE r.state IS DISTINCT FROM 'ready' AND i.e164 IS NOT NULL) AS bad_items
    FROM (SELECT * FROM upload_row WHERE upload_id = ${id}) r
    FULL JOIN (SELECT e164 FROM order_item) i ON i.e164 = r.e164`;
  if (!row) throw new Error("no rows were compared");
  return { good: row.good, missing: row.missing, badItems: row.bad_items };
}
