import { createHash, randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { UPLOAD_LIMITS } from "@/lib/domain/uploads/upload";
import { toBody } from "@/lib/test/uploads";
import { createTestWorld } from "@/lib/test/world";
import { createUpload } from "./create-upload";
import { finishUpload } from "./finish-upload";
import { getUpload } from "./get-upload";
import { listUploads } from "./list-uploads";
import { putUploadPart } from "./put-part";
import { resumeUploads } from "./resume-uploads";
import { openContent } from "./stream-content";
import { saveUploadAge } from "./upload-age";

const world = await createTestWorld();
afterAll(() => world.close());

const create = (bytes: number, name = "numbers.csv") => createUpload(world.ctx, { name, bytes, source: "file" });
const put = (id: string, n: number, bytes: Uint8Array | string) =>
  putUploadPart(world.ctx, { id, n, body: toBody(Buffer.from(bytes)) });
const finish = (id: string) => finishUpload(world.ctx, { id });
const view = (id: string) => getUpload(world.ctx, { id });

async function readContent(id: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of openContent(world.database.sql, id)) parts.push(part);
  return Buffer.concat(parts);
}

it("puts a content together from parts of any size, in any order, sent twice and replaced", async () => {
  const part = fc.record({ size: fc.integer({ min: 1, max: 400 }), order: fc.double(), isTwice: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 12 }), async (parts) => {
      const content = Buffer.from(
        Array.from({ length: parts.reduce((sum, one) => sum + one.size, 0) }, (_, n) => n % 256),
      );
      let at = 0;
      const pieces = parts.map(({ size, order, isTwice }, n) => {
        at += size;
        return { n, bytes: content.subarray(at - size, at), order, isTwice };
      });
      const { id } = await create(content.length);
      // Another content of the same size in its place, as from a tab that has chosen another file.
      await put(id, 0, Buffer.alloc(pieces[0]?.bytes.length ?? 0, "x"));
      for (const { n, bytes, isTwice } of pieces.toSorted((one, other) => one.order - other.order)) {
        await put(id, n, bytes);
        if (isTwice) await put(id, n, bytes);
      }
      await finish(id);
      expect(await readContent(id)).toEqual(content);
      const { sha256 } = await world.database.db.upload.findUniqueOrThrow({ where: { id } });
      expect(sha256).toBe(createHash("sha256").update(content).digest("hex"));
    }),
    { numRuns: 25 },
  );
});

it("tells which parts are there and which are missing, and begins once all are", async () => {
  const { id } = await create(9);
  await put(id, 0, "abc");
  expect(await put(id, 2, "ghi")).toEqual({ parts: [0, 2] });
  expect(await view(id)).toMatchObject({ state: "receiving", parts: [0, 2] });
  await expect(finish(id)).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringMatching(/Missing: 1\.$/) });
  await put(id, 1, "de");
  await expect(finish(id)).rejects.toThrow("8 of 9 bytes have come. Missing: part 3 and what follows.");
  await put(id, 1, "def");
  await Promise.all([finish(id), finish(id)]);
  expect(await view(id)).toMatchObject({ state: "reading", parts: [] });
  const jobs = await world.database.sql.query(`SELECT 1 FROM graphile_worker.jobs WHERE key = $1`, [
    `upload.read:${id}`,
  ]);
  expect(jobs.rowCount).toBe(1);
  // A part whose answer was lost comes again; another content is refused.
  expect(await put(id, 2, "ghi")).toEqual({ parts: [0, 1, 2] });
  await expect(put(id, 2, "xyz")).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await readContent(id)).toString()).toBe("abcdefghi");
});

it("keeps nothing of a part that is cut off, too large or more than was declared", async () => {
  const { id } = await create(10);
  const broken = async function* () {
    yield Buffer.from("abc");
    throw new Error("connection lost");
  };
  await expect(putUploadPart(world.ctx, { id, n: 0, body: broken() })).rejects.toThrow("connection lost");
  const short = putUploadPart(world.ctx, { id, n: 0, body: toBody(Buffer.from("abc")), declaredBytes: 4 });
  await expect(short).rejects.toThrow("cut off");
  let sent = 0;
  const endless = async function* () {
    for (;;) {
      sent += 65_536;
      yield Buffer.alloc(65_536);
    }
  };
  await expect(putUploadPart(world.ctx, { id, n: 0, body: endless() })).rejects.toThrow("4,000,000 bytes");
  expect(sent).toBeLessThan(UPLOAD_LIMITS.partBytes + 200_000);
  await expect(put(id, 0, "12345678901")).rejects.toThrow("More has come than the 10 bytes");
  await expect(put(id, 0, "")).rejects.toThrow("empty");
  expect((await view(id)).parts).toEqual([]);
  await expect(put(randomUUID(), 0, "a")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("refuses what is too large for its kind before the first byte", async () => {
  await expect(create(UPLOAD_LIMITS.textBytes + 1)).rejects.toThrow("numbers.csv has 200.0 MB; at most 200 MB");
  await expect(create(UPLOAD_LIMITS.workbookBytes + 1, "numbers.XLSX")).rejects.toThrow("Save it as CSV");
  await expect(create(0)).rejects.toThrow("numbers.csv is empty");
});

it("is audited, kept for as long as the setting says, and knows other uploads of the same content", async () => {
  await saveUploadAge(world.ctx, { days: 10 });
  const { id, ref } = await create(3, "a.csv");
  await saveUploadAge(world.ctx, { days: 90 });
  const other = await create(3, "b.csv");
  for (const one of [id, other.id]) {
    await put(one, 0, "\u2028");
    await finish(one);
  }
  const found = await view(id);
  expect(found.twins).toMatchObject([{ id: other.id, name: "b.csv", state: "reading" }]);
  const days = (new Date(found.keptUntil).getTime() - new Date(found.createdAt).getTime()) / 86_400_000;
  expect(Math.round(days)).toBe(10);
  expect(found).toMatchObject({ ref, personName: "Ada", source: "file", bytes: 3 });
  const events = await world.database.db.auditEvent.findMany({ where: { entityId: id } });
  expect(events.map(({ action }) => action)).toEqual(["upload.created"]);
});

it("lists uploads newest first, page by page and filtered", async () => {
  for (let n = 0; n < 60; n += 1) await create(1, n % 2 === 0 ? `even ${n}.csv` : `odd ${n}.csv`);
  const first = await listUploads(world.ctx, { q: "EVEN" });
  expect(first.rows.map(({ name }) => name).slice(0, 2)).toEqual(["even 58.csv", "even 56.csv"]);
  expect(first.next).toBeNull();
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const { rows, next } = await listUploads(world.ctx, { after });
    seen.push(...rows.map(({ id }) => id));
    after = next ?? undefined;
  } while (after !== undefined);
  expect(seen).toHaveLength(await world.database.db.upload.count());
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual(seen.toSorted().reverse());
  expect((await listUploads(world.ctx, { person: randomUUID() })).rows).toEqual([]);
  expect((await listUploads(world.ctx, { state: "reading" })).rows.every(({ state }) => state === "reading")).toBe(
    true,
  );
});

it("gives an upload its job again that has lost it, and leaves the others alone", async () => {
  const { sql } = world.database;
  const uploads = await Promise.all([1, 2, 3].map(() => create(1)));
  const [lost, waiting, young] = uploads.map(({ id }) => id);
  for (const { id } of uploads) {
    await put(id, 0, "x");
    await finish(id);
  }
  const keyOf = (id: string | undefined) => `upload.read:${id}`;
  await sql.query(`UPDATE upload SET updated_at = now() - interval '2 minutes' WHERE id = ANY($1)`, [[lost, waiting]]);
  for (const id of [lost, young])
    await sql.query(`SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs WHERE key = $1`, [
      keyOf(id),
    ]);
  expect(await resumeUploads(world.ctx)).toBe(1);
  const { rows } = await sql.query(`SELECT key FROM graphile_worker.jobs WHERE key = ANY($1) ORDER BY key`, [
    uploads.map(({ id }) => keyOf(id)),
  ]);
  expect(rows).toEqual([lost, waiting].toSorted().map((id) => ({ key: keyOf(id) })));
  expect(await resumeUploads(world.ctx)).toBe(0);
});
