import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { identifyProcess, isAlive } from "@/lib/runtime/process-identity";
import { removeData } from "@/lib/runtime/postgres/placement";
import { waitUntil } from "@/lib/test/wait-until";
import { expect, test } from "./portal";
import { startPortal, type StartedPortal } from "./start-portal";
import { openUpload, signInByRequest } from "./upload-by-http";

const record = z.object({ parts: z.array(z.object({ name: z.string(), pid: z.number() })) });

const listParts = (portal: StartedPortal) =>
  record.parse(JSON.parse(readFileSync(path.join(portal.dataDir, "portal.json"), "utf8"))).parts;

async function isWell(portal: StartedPortal): Promise<boolean> {
  const answer = await fetch(`${portal.url}/api/health`).catch(() => null);
  return answer?.status === 200;
}

const ROWS_PER_PART = 4_000;
const makePart = (n: number) =>
  Array.from(
    { length: ROWS_PER_PART },
    (_, row) => `${3_032_200_000 + n * ROWS_PER_PART + row},SMS on,IntelePeer\n`,
  ).join("");

test("every part that is killed comes back, an orderly end leaves no process, a killed start is taken over, an upload loses no row", async () => {
  const first = await startPortal();
  let last = first;
  try {
    await waitUntil("the portal to be well", () => isWell(first));
    const api = await signInByRequest(first);
    const killed = listParts(first);
    const contents = killed.map((_, n) => `${n === 0 ? "TN,Action,Carrier account\n" : ""}${makePart(n)}`);
    const upload = await openUpload(api, contents);
    for (const [n, { name, pid }] of killed.entries()) {
      // On its way while the process dies, and sent again once it is back: it is there once.
      const sending = upload.put(n);
      process.kill(pid, "SIGKILL");
      await waitUntil(`${name} to come back`, () =>
        listParts(first).some((part) => part.name === name && part.pid !== pid && isAlive(part.pid)),
      );
      await waitUntil(`the portal to be well without the old ${name}`, () => isWell(first));
      await sending;
      await waitUntil(`part ${n} to be stored`, () => upload.put(n));
    }
    await waitUntil("the upload to be finished", upload.finish);

    const left = listParts(first);
    first.process.kill("SIGKILL");
    await waitUntil("the killed supervisor to go", () => identifyProcess(first.process.pid ?? 0) === null);
    last = await startPortal({ dataDir: first.dataDir, port: Number(new URL(first.url).port) });
    await waitUntil("the next start to be well", () => isWell(last));
    const rows = killed.length * ROWS_PER_PART;
    await waitUntil("all rows to be loaded", async () => (await upload.countRows()).ready === rows);
    expect(await upload.countRows()).toEqual({ all: rows, ready: rows });
    expect(left.filter(({ pid }) => identifyProcess(pid) !== null)).toEqual([]);

    const parts = listParts(last);
    expect(parts).toHaveLength(4);
    expect(await last.stop()).toBe(0);
    expect(parts.filter(({ pid }) => identifyProcess(pid) !== null)).toEqual([]);
  } finally {
    await last.stop();
    removeData(first.dataDir);
  }
});
