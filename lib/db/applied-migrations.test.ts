import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const FOLDER = path.join(import.meta.dirname, "../../prisma/migrations");

/** A portal refuses to start on a database to which a migration was applied that has another text now, be it a comment. */
it("keeps every migration as it was released, and lists each new one in checksums.sha256", () => {
  const lines = readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${name}/migration.sql`)
    .sort()
    .map(
      (file) =>
        `${createHash("sha256")
          .update(readFileSync(path.join(FOLDER, file)))
          .digest("hex")}  ${file}`,
    );
  expect(lines).toEqual(readFileSync(path.join(FOLDER, "checksums.sha256"), "utf8").trim().split("\n"));
});
