import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Those that wait longest. A clean checkout remembers no earlier run, and one of them begun last would run alone. */
const LONGEST = [
  "killed-poison",
  "breaker",
  "hostile-files",
  "held-writes",
  "killed-uploads",
  "echoed-credentials",
  "load-upload",
  "lost-purchases",
  "whole-way",
  "hostile-uploads",
  "run-worker",
  "killed-effects",
  "start-postgres",
  "restart",
  "killed-control",
  "fairness",
];
/** It measures how close calls arrive: the fewer others run beside it, the more it says. */
const LAST = "slot-queue";
const rankOf = ({ moduleId }: TestSpecification) => {
  const name = path.basename(moduleId).replace(/\.test\.tsx?$/, "");
  return name === LAST ? -2 : [...LONGEST].reverse().indexOf(name);
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...(await super.sort(files))].sort((one, other) => rankOf(other) - rankOf(one));
  }
}

const listTests = (suffix: RegExp) =>
  ["lib", "components", "app"].flatMap((folder) =>
    readdirSync(path.join(import.meta.dirname, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => suffix.test(file))
      .map((file) => `${folder}/${file}`),
  );

/** What a test does that is not pure: a database, processes, or the whole repository as its input. */
const NOT_PURE =
  /test\/(world|database|test-kills|test-hostile-uploads|kill-[\w-]+|fairness)"|"\.{1,2}\/(world|database)"|createTestDatabase|startPostgres|startTaskProcess|createTaskPool|runStreamTask|child_process|lintFiles|takeRunLock/;
const isPure = (file: string) => !NOT_PURE.test(readFileSync(path.join(import.meta.dirname, file), "utf8"));

// Brackets in a folder's name are no pattern here.
const escape = (file: string) => file.replace(/[[\]()]/g, "\\$&");

export const test: TestProjectInlineConfiguration["test"] = {
  pool: "forks",
  // Each file would load the database client and the carriers again.
  isolate: false,
  // When a test is taken to hang, which says nothing of how quick it has to be.
  testTimeout: 900_000,
  hookTimeout: 600_000,
};
export const resolve = {
  alias: { "@": import.meta.dirname, "server-only": path.join(import.meta.dirname, "lib/test/server-only.ts") },
};

const short = listTests(/(?<!\.long)\.test\.tsx?$/);

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // More than processors: many tests wait for a simulated carrier.
    maxWorkers: 5,
    passWithNoTests: false,
    projects: [
      { resolve, test: { ...test, name: "pure", include: short.filter(isPure).map(escape) } },
      {
        resolve,
        test: {
          ...test,
          name: "services",
          include: short.filter((file) => !isPure(file)).map(escape),
          globalSetup: ["lib/test/global-setup.ts"],
        },
      },
    ],
  },
});
