import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "@/lib/test/world";
import { sendUpload, suggestFor } from "@/lib/test/uploads";
import { getUpload } from "./get-upload";
import { loadUpload } from "./load-upload";
import { mapUpload } from "./map-upload";
import { readUpload } from "./read-upload";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world?.close());

const smsOn = () => ({ kind: "sms-enable" as const, accountId: world.accountOf("intelepeer"), params: {} });

async function load(content: string | Uint8Array, name?: string): Promise<string> {
  const id = await sendUpload(world, content, { name });
  await readUpload(world.ctx, { id });
  await mapUpload(world.ctx, { id, mapping: await suggestFor(world, id, smsOn()) });
  await loadUpload(world.ctx, { id });
  return id;
}

const readRows = async (id: string) =>
  (
    await world.database.sql.query(
      `SELECT seq, line, cells, e164, target, state, codes FROM upload_row WHERE upload_id = $1 ORDER BY seq`,
      [id],
    )
  ).rows as Record<string, unknown>[];

it("loads every row with its line, cells as they stand, and what is wrong with it", async () => {
  const id = await load(
    `TN,Note\r\n2015550123,"said ""no"",\r\nthen \\N"\r\n201555,\t\r\n(201) 555-0123,again\r\n2015550124,{"a"}\r\n`,
  );
  expect(await readRows(id)).toEqual([
    {
      seq: 1,
      line: 2,
      cells: ["2015550123", 'said "no",\nthen \\N'],
      e164: "+12015550123",
      target: 1,
      state: "ready",
      codes: [],
    },
    { seq: 2, line: 4, cells: ["201555", "\t"], e164: null, target: 1, state: "problem", codes: ["too-short"] },
    {
      seq: 3,
      line: 5,
      cells: ["(201) 555-0123", "again"],
      e164: "+12015550123",
      target: 1,
      state: "duplicate",
      codes: [],
    },
    { seq: 4, line: 6, cells: ["2015550124", '{"a"}'], e164: "+12015550124", target: 1, state: "ready", codes: [] },
  ]);
  expect(await getUpload(world.ctx, { id })).toMatchObject({
    state: "check",
    progress: null,
    counts: { ready: 2, problem: 1, blocked: 0, duplicate: 1, removed: 0, warned: 0 },
    targets: [{ n: 1, kind: "sms-enable", rows: 2 }],
  });
});
