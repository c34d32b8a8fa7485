import { checkFloors } from "./floor-versions";
import {
  checkBuild,
  checkCycles,
  checkFormat,
  checkLint,
  checkTypes,
  checkUnused,
  runBrowserTests,
  runLongTests,
  runPureTests,
  runUnitTests,
  type StepResult,
} from "./gate-steps";

type Step = () => Promise<StepResult>;

const STATIC = [checkFloors, checkCycles, checkLint, checkUnused];

/** Lists run beside each other, each in its order: a machine of two processors is busy to the end. */
const GATES: Record<string, readonly (readonly Step[])[]> = {
  check: [
    [...STATIC, checkFormat],
    [checkTypes, runPureTests],
  ],
  test: [[checkBuild, runBrowserTests], [runUnitTests], [...STATIC, checkTypes, checkFormat]],
  long: [[runLongTests]],
};

/** `npm run check`, `npm test`, `npm run test:long`: every step runs, whatever failed before; the last line counts everything. */
const results: StepResult[] = [];
const began = Date.now();

await Promise.all((GATES[process.argv[2] ?? "test"] ?? []).map(runInTurn));

const sum = (read: (result: StepResult) => number) => results.reduce((total, result) => total + read(result), 0);
const failed = sum((result) => result.failed);
console.log("");
for (const { name, passed, failed: lost, skipped, seconds } of results)
  console.log(
    `${lost > 0 ? "FAILED" : "ok    "}  ${name.padEnd(24)} ${String(passed).padStart(5)} passed  ${String(lost).padStart(3)} failed${skipped > 0 ? `  ${skipped} skipped` : ""}  ${seconds.toFixed(0)} s`,
  );
console.log(`all together ${((Date.now() - began) / 1000).toFixed(0)} s`);
console.log(`\n${sum((result) => result.passed)} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function runInTurn(steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    const result = await step();
    results.push(result);
    console.log(`${result.failed > 0 ? "FAILED" : "ok    "}  ${result.name} (${result.seconds.toFixed(0)} s)`);
    if (result.failed > 0) console.log(`${result.output.trim()}\n`);
  }
}
