import { afterAll, expect, it } from "vitest";
import { setItems } from "@/lib/test/order-items";
import { sendUpload, suggestFor } from "@/lib/test/uploads";
import { createTestWorld } from "@/lib/test/world";
import { writeCsv } from "@/lib/services/exports/write-csv";
import { writeXlsx } from "@/lib/services/exports/write-xlsx";
import { applyCorrections } from "./apply-corrections";
import { createSelection } from "./create-selection";
import { exportUploadRows } from "./export-rows";
import { getUpload } from "./get-upload";
import { getUploadResults } from "./get-results";
import { loadUpload } from "./load-upload";
import { makeUploadPreview } from "./make-preview";
import { mapUpload } from "./map-upload";
import { placeUploadOrders } from "./place-upload-orders";
import { planUpload } from "./plan-upload";
import { previewUpload } from "./preview-upload";
import { readUpload } from "./read-upload";
import { submitUpload } from "./submit-upload";

const world = await createTestWorld();
afterAll(() => world.close());

const smsOn = () => ({ kind: "sms-enable" as const, accountId: world.accountOf("intelepeer"), params: {} });

/** As the worker does it, with what a person has to choose. */
async function readAndLoad(id: string) {
  await readUpload(world.ctx, { id });
  if ((await getUpload(world.ctx, { id })).state === "map")
    await mapUpload(world.ctx, { id, mapping: await suggestFor(world, id, smsOn()) });
  await loadUpload(world.ctx, { id });
  return getUpload(world.ctx, { id });
}

async function submit(id: string) {
  const { revision } = await getUpload(world.ctx, { id });
  await submitUpload(world.ctx, { id, onlyIfAllReady: false, leaveOut: [], revision });
  await placeUploadOrders(world.ctx, { id });
  return (await getUploadResults(world.ctx, { id })).orders.at(-1)?.id ?? "";
}

const collect = async (parts: AsyncIterable<string | Uint8Array>): Promise<Buffer> => {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(Buffer.from(part));
  return Buffer.concat(all);
};

const FILE = `Name,TN,Code,Site note\r\n"Smith, ""Al""",3035550000,0012,=1+1\r\nLee,+1 (303) 555-0001,,+note\r\n"two\nlines",3035550002,x,'q\r\nNo number,303,y,\r\n`;

for (const format of ["csv", "xlsx"] as const)
  it(`sends a file, gets its results as ${format}, and sends only what was corrected in them`, async () => {
    const id = await sendUpload(world, FILE, { name: "customers.csv" });
    const loaded = await readAndLoad(id);
    expect(loaded).toMatchObject({ state: "check", counts: { ready: 3, problem: 1 } });
    await previewUpload(world.ctx, { id, askCarriers: false });
    const { progress } = await getUpload(world.ctx, { id });
    await makeUploadPreview(world.ctx, { id, startedAt: progress?.startedAt ?? "" });
    expect((await getUpload(world.ctx, { id })).preview?.groups.reduce((sum, { rows }) => sum + rows, 0)).toBe(3);
    const orderId = await submit(id);
    await setItems(world, orderId, [1], "confirmed");
    await setItems(world, orderId, [2, 3], "failed", { code: "404", message: '=HYPERLINK("x")' });

    const table = await exportUploadRows(world.ctx, { id, only: "failed" });
    const results = await collect(format === "csv" ? writeCsv(table) : writeXlsx(table));
    // Nothing was changed: nothing is taken in, whatever the way through the file did to the texts.
    const same = await readAndLoad(await sendUpload(world, results, { name: `same.${format}` }));
    expect(same.corrects?.id).toBe(id);
    expect(await applyCorrections(world.ctx, { id: same.id })).toMatchObject({ changed: 0, unchanged: 3, unknown: 0 });

    if (format === "xlsx") return;
    const corrected = results.toString("utf8").replace(/,303,/, ",3035550003,");
    const file = await readAndLoad(await sendUpload(world, corrected, { name: "corrected.csv" }));
    expect(await applyCorrections(world.ctx, { id: file.id })).toMatchObject({ changed: 1, unchanged: 2 });
    expect(await planUpload(world.ctx, { id, onlyIfAllReady: true, leaveOut: [] })).toMatchObject({
      numbers: 3,
      attempt: 2,
    });
    await submit(id);
    expect(await getUploadResults(world.ctx, { id })).toMatchObject({
      counts: { confirmed: 1, queued: 3, "not-sent": 0 },
    });
  });

it("takes a frozen selection the same way", async () => {
  const orderId = await world.place("sms-enable", "intelepeer", ["+13035560000", "+13035560001"] as never);
  const { id } = await createSelection(world.ctx, { name: "Order", source: { list: "order", orderId, query: "" } });
  expect(await readAndLoad(id)).toMatchObject({
    state: "check",
    source: "selection",
    name: "Order (2 numbers)",
    counts: { ready: 2, problem: 0 },
  });
});
