import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Those that wait longest. A clean checkout remembers no earlier run, and one of them begun last would run alone. */
const LONGEST = [
  "killed-worker",
  "breaker",
  "held-writes",
  "run-worker",
  "start-postgres",
  "restart",
  "killed-control",
  "fairness",
];
const rankOf = ({ moduleId }: TestSpecification) =>
  [...LONGEST].reverse().indexOf(path.basename(moduleId).replace(/\.test\.tsx?$/, ""));

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...(await super.sort(files))].sort((one, other) => rankOf(other) - rankOf(one));
  }
}

export default defineConfig({
  resolve: {
    alias: { "@": import.meta.dirname, "server-only": path.join(import.meta.dirname, "lib/test/server-only.ts") },
  },
  test: {
    include: ["lib/**/*.test.ts", "components/**/*.test.{ts,tsx}", "app/**/*.test.{ts,tsx}"],
    exclude: ["lib/db/generated/**", "**/*.long.test.ts"],
    globalSetup: ["lib/test/global-setup.ts"],
    pool: "forks",
    sequence: { sequencer: LongestFirst },
    // More than processors: many tests wait for a carrier that is played.
    maxWorkers: 3,
    // Each file would load the database client and the carriers anew.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
  },
});
