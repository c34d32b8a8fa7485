import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { listCarriers } from "@/lib/carriers/registry";
import { listFiles } from "@/lib/runtime/files.mjs";
import { SANDBOXES } from "@/lib/sandbox/registry";

const IDS = listCarriers().map(({ id }) => id);
/** The two registries, tests and their data; the demo data of the seed lies outside these folders. */
const ALLOWED = new RegExp(
  `^lib/(carriers|sandbox)/(${IDS.join("|")})/|^lib/(carriers|sandbox)/registry\\.ts$|^lib/test/|/testing/|\\.test\\.tsx?$|-test-data\\.ts$|^lib/db/generated/`,
);
const NAMED = new RegExp(`\\b(${IDS.join("|")})\\b`);

it("names no carrier outside its own folders and the registries", () => {
  const named = listFiles(["app", "components", "lib"])
    .filter((file) => /\.(tsx?|mjs)$/.test(file) && !ALLOWED.test(file))
    .filter((file) => NAMED.test(readCode(file)));
  expect(named).toEqual([]);
});

it("simulates every carrier", () => {
  expect(SANDBOXES.map(({ id, label }) => ({ id, label }))).toEqual(
    listCarriers().map(({ id, label }) => ({ id, label })),
  );
});

const readCode = (file: string) =>
  readFileSync(file, "utf8")
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "");
