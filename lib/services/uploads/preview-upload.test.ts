import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { recordFacts } from "@/lib/engine/facts";
import { createTestCampaigns } from "@/lib/test/campaigns";
import { createTestUpload, readUpload } from "@/lib/test/upload-rows";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { editUploadRows } from "./edit-rows";
import { listUploadRows } from "./list-rows";
import { makeUploadPreview } from "./make-preview";
import { planUpload } from "./plan-upload";
import { previewUpload } from "./preview-upload";
import { undoUploadEdit } from "./undo-edit";

const world = await createTestWorld();

beforeAll(async () => {
  await world.setRate("intelepeer", 1_000);
  world.sandboxes.changeSettings({ limits: { intelepeer: null } });
});
afterAll(() => world.close());

const page = { from: 0, most: 100 };
const readRun = async (id: string) => {
  const { rows } = await world.database.sql.query<{ started: string }>(
    `SELECT progress->>'startedAt' AS started FROM upload WHERE id = $1`,
    [id],
  );
  return { id, startedAt: rows[0]?.started ?? "" };
};
const preview = async (id: string, askCarriers = false) => {
  await previewUpload(world.ctx, { id, askCarriers });
  await makeUploadPreview(world.ctx, await readRun(id));
  return (await readUpload(world, id)).preview;
};
const makeSms = (first: string, count: number) =>
  createTestUpload(world, {
    columns: [["TN", "number"]],
    rows: numbersFrom(first, count).map((number) => [number.slice(2)]),
    kind: "sms-enable",
    carrierId: "intelepeer",
  });

describe("a dry run", () => {
  it("says of every ready row what is expected, from what is known", async () => {
    const { id } = await makeSms("3035550000", 30);
    await inTransaction(world.database.sql, (client) =>
      recordFacts(
        client,
        { id: world.accountOf("intelepeer"), carrierId: "intelepeer" },
        numbersFrom("3035550000", 12).map((number, n) => ({
          number,
          facts: { smsState: n < 10 ? ("provisioned" as const) : ("none" as const) },
        })),
      ),
    );
    const made = await preview(id);
    expect(made).toMatchObject({ isFresh: false, failures: [] });
    expect(made?.groups.map(({ code, rows, outcome }) => [outcome, code, rows])).toEqual([
      ["change", "sms-enable:no-state", 2],
      ["same", "sms-enable:on", 10],
      ["unknown", "sms-enable:never-read", 18],
    ]);
    expect((await readUpload(world, id)).progress).toBeNull();
    const { rows, total } = await listUploadRows(world.ctx, { id, ...page, verdict: "sms-enable:on" });
    expect([total, rows.length, rows[9]?.verdict]).toEqual([10, 10, { outcome: "same", code: "sms-enable:on" }]);
    const plan = await planUpload(world.ctx, { id, onlyIfAllReady: false, leaveOut: ["sms-enable:on"] });
    expect(plan).toMatchObject({ numbers: 20, leftOutBy: [{ reason: "left out by the dry run", rows: 10 }] });
    // What was changed since is not counted as it was.
    await editUploadRows(world.ctx, { id, revision: 0, rows: [{ seq: 1, cells: { 0: "3035559999" } }] });
    const edited = await readUpload(world, id);
    expect(edited.preview?.groups.find(({ code }) => code === "sms-enable:on")?.rows).toBe(9);
    await undoUploadEdit(world.ctx, { id, revision: 1 });
    expect((await preview(id))?.groups.find(({ code }) => code === "sms-enable:on")?.rows).toBe(10);
  });

  it("asks the carrier first where that is wanted, and keeps what it answers", async () => {
    const { id } = await makeSms("3035560000", 120);
    const made = await preview(id, true);
    expect(made).toMatchObject({ isFresh: true, failures: [] });
    expect(made?.groups.map(({ code }) => code)).not.toContain("sms-enable:never-read");
    expect(made?.groups.reduce((sum, { rows }) => sum + rows, 0)).toBe(120);
    const { rows } = await world.database.sql.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM number_fact WHERE facet = 'smsState' AND call_id IS NOT NULL AND e164 LIKE '+1303556%'`,
    );
    expect(rows[0]?.count).toBe(120);
  });

  it("tells which account cannot be asked, and previews from what is known", async () => {
    const { id } = await makeSms("3035570000", 5);
    world.sandboxes.addFault({
      carrier: "intelepeer",
      probability: 1,
      fault: { kind: "status", status: 401 },
    } as never);
    const made = await preview(id, true).finally(() => world.sandboxes.reset({ settings: false }));
    expect(made?.failures).toEqual([expect.stringMatching(/^IntelePeer · .* could not be asked: /)]);
    expect(made?.groups.map(({ code, rows }) => [code, rows])).toEqual([["sms-enable:never-read", 5]]);
  });

  it("that another has replaced changes nothing", async () => {
    const { id } = await makeSms("3035580000", 5);
    await previewUpload({ ...world.ctx, now: () => new Date(0) }, { id, askCarriers: false });
    const replaced = await readRun(id);
    await previewUpload(world.ctx, { id, askCarriers: false });
    await makeUploadPreview(world.ctx, replaced);
    expect((await readUpload(world, id)).progress).toMatchObject({ done: 0, total: 5 });
    await makeUploadPreview(world.ctx, await readRun(id));
    expect((await readUpload(world, id)).preview?.groups).toMatchObject([{ rows: 5 }]);
  });

  it("goes on after the last rows that are done", async () => {
    const { id } = await makeSms("3035590000", 20);
    await previewUpload(world.ctx, { id, askCarriers: false });
    const run = await readRun(id);
    // As a worker leaves it that was killed after its first batch.
    await world.database.sql.query(
      `INSERT INTO upload_verdict SELECT upload_id, seq, 'change', 'sms-enable:never-read' FROM upload_row WHERE upload_id = $1 AND seq <= 8`,
      [id],
    );
    await world.database.sql.query(
      `UPDATE upload SET progress = progress || '{"done": 8, "cursor": "8"}', preview = jsonb_set(preview, '{groups}',
         '[{"code": "sms-enable:never-read", "outcome": "unknown", "title": "t", "explanation": "e", "isIncluded": true, "rows": 8, "examples": []}]')
       WHERE id = $1`,
      [id],
    );
    await makeUploadPreview(world.ctx, run);
    expect((await readUpload(world, id)).preview?.groups).toMatchObject([{ rows: 20 }]);
    const { rowCount } = await world.database.sql.query(`SELECT FROM upload_verdict WHERE upload_id = $1`, [id]);
    expect(rowCount).toBe(20);
  });

  it("counts what a campaign has no room for", async () => {
    const campaigns = await createTestCampaigns(world);
    campaigns.reset();
    await campaigns.campaign(await campaigns.brand("B333333"), "C333333");
    const numbers = await campaigns.own("3036210000", 52);
    const { id } = await createTestUpload(world, {
      columns: [
        ["TN", "number"],
        ["Campaign", "campaign"],
      ],
      rows: numbers.map((number) => [number.slice(2), "C333333"]),
      kind: "campaign-assign",
      carrierId: "inumbering",
    });
    const made = await preview(id);
    expect(made?.groups).toMatchObject([{ outcome: "change", rows: 52 }]);
    expect(made?.notes).toEqual([expect.objectContaining({ code: "no-room C333333", count: 3 })]);
  });
});
