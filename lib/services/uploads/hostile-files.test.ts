import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAX_FILE_BYTES } from "@/lib/files/read-number-file";
import { HOSTILE_FILES } from "@/lib/test/hostile-files";
import { testHostileFiles } from "@/lib/test/test-hostile-files";
import { createTestWorld } from "@/lib/test/world";
import { readNumberFile } from "./read-number-file";

const before = process.env.TMPDIR;
const world = await createTestWorld();
const folder = mkdtempSync(path.join(tmpdir(), "tandem-uploads-"));

beforeAll(async () => {
  process.env.TMPDIR = folder;
});
afterAll(async () => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  expect(readdirSync(folder), "files that were left behind").toEqual([]);
  rmSync(folder, { recursive: true });
  await world.close();
});

const read = (name: string, body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) =>
  readNumberFile(world.ctx, { name, body });

// Each costs up to three seconds of a processor: a sixth of them here, others as uploads, all in the long tests.
testHostileFiles(
  HOSTILE_FILES.filter((_, index) => index % 6 === 1),
  (bytes) => read("file.bin", [bytes]),
);

describe("a hostile file", () => {
  it("of 300 MB is refused before it is read, and also where its size was not declared", async () => {
    let sent = 0;
    const body = function* () {
      for (const part = Buffer.alloc(64_000, ","); sent < 300_000_000; sent += part.length) yield part;
    };
    const input = { name: "huge.csv", body: body(), declaredBytes: 300_000_000 };
    await expect(readNumberFile(world.ctx, input)).rejects.toThrow("huge.csv is larger than 10 MB");
    expect(sent).toBe(0);
    await expect(read("huge.csv", body())).rejects.toThrow("huge.csv is larger than 10 MB");
    expect(sent).toBeLessThan(MAX_FILE_BYTES + 200_000);
  });

  it("does not stop the files that come at the same moment, and of forty at once some are asked to come later", async () => {
    const hostile = HOSTILE_FILES.filter(({ name }) => /200,000 rows of 15|one line of 2,500,000/.test(name));
    const honest = Buffer.from("Phone\n2015550123\n2015550124\n");
    const slow = () => hostile.map(({ make }) => read("hostile.csv", [make()]).catch(() => ({ entries: [] })));
    const all = await Promise.all([...slow(), ...[1, 2, 3].map(() => read("honest.csv", [honest]))]);
    expect(all.slice(-3).map(({ entries }) => entries.length)).toEqual([2, 2, 2]);
    const many = await Promise.allSettled([
      ...slow(),
      ...Array.from({ length: 40 }, () => read("honest.csv", [honest])),
    ]);
    const refused = many.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
    // Two are read and twelve wait; how many of the others come before one of these is done is a matter of time.
    expect(refused.length).toBeGreaterThan(0);
    for (const reason of refused) expect(reason).toMatchObject({ code: "THROTTLED" });
  });
});

describe("a file from a bug report of this trade", () => {
  const FIXTURES = path.join(import.meta.dirname, "../../files/fixtures");
  const files = readdirSync(FIXTURES).filter((name) => !name.endsWith(".md"));

  it.each(files)("%s is read, or rejected with a message", async (name) => {
    const file = await read(name, [readFileSync(path.join(FIXTURES, name))]);
    expect(file.entries.length).toBeGreaterThan(0);
  });

  it("says what is hidden, lost or without a result", async () => {
    const readFixture = (name: string) => read(name, [readFileSync(path.join(FIXTURES, name))]);
    expect((await readFixture("hiddenRows.xlsx")).notices).toContainEqual(expect.stringContaining("2 rows are hidden"));
    const faults = (await readFixture("formula-nocache.xlsx")).entries.map(({ fault }) => fault);
    expect(faults).toContainEqual(expect.stringContaining("formula without a stored result"));
    const texts = (await readFixture("sciText.xlsx")).entries.map(({ original }) => original);
    expect(texts).toEqual(expect.arrayContaining(["7.04556E+09", "1.70456E+10"]));
  });
});
