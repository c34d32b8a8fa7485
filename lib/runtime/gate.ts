import { checkFloors } from "./floor-versions";
import {
  checkBuild,
  checkFormat,
  checkLint,
  checkTypes,
  checkUnused,
  runBrowserTests,
  runLongBrowserTests,
  runLongTests,
  runPureTests,
  runUnitTests,
  type StepResult,
} from "./gate-steps";

type Step = (() => Promise<StepResult>) | Lanes;
/** Lanes run beside each other, each in its order. */
type Lanes = readonly (readonly Step[])[];

const STATIC = [checkFloors, checkLint, checkUnused];

const GATES: Record<string, Lanes> = {
  check: [
    [...STATIC, checkFormat],
    [checkTypes, runPureTests],
  ],
  // Each kind of tests keeps two processors busy by itself: beside each other neither ends sooner, and deadlines come near.
  test: [
    [checkBuild, runUnitTests, runBrowserTests],
    [...STATIC, checkTypes, checkFormat],
  ],
  long: [[runLongTests, checkBuild, runLongBrowserTests]],
};

/** `npm run check`, `npm test`, `npm run test:long`: every step runs, whatever failed before; the last line counts everything. */
const results: StepResult[] = [];
const began = Date.now();

await runBesides(GATES[process.argv[2] ?? "test"] ?? []);

const sum = (read: (result: StepResult) => number) => results.reduce((total, result) => total + read(result), 0);
const failed = sum((result) => result.failed);
// Once more at the end: what keeps only the end of a long output keeps this.
for (const failure of results.flatMap(listFailures)) console.log(`\nFAILED  ${failure}`);
console.log("");
for (const { name, passed, failed: lost, skipped, seconds } of results)
  console.log(
    `${lost > 0 ? "FAILED" : "ok    "}  ${name.padEnd(24)} ${String(passed).padStart(5)} passed  ${String(lost).padStart(3)} failed${skipped > 0 ? `  ${skipped} skipped` : ""}  ${seconds.toFixed(0)} s`,
  );
console.log(`all together ${((Date.now() - began) / 1000).toFixed(0)} s`);
console.log(`\n${sum((result) => result.passed)} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

function listFailures({ name, failed, failures = [], output }: StepResult): readonly string[] {
  return failed > 0 && failures.length === 0 ? [`${name}\n${output.trim().slice(-1_500)}`] : failures;
}

async function runBesides(lanes: Lanes): Promise<void> {
  await Promise.all(lanes.map(runInTurn));
}

async function runInTurn(steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (typeof step !== "function") {
      await runBesides(step);
      continue;
    }
    const result = await step();
    results.push(result);
    console.log(`${result.failed > 0 ? "FAILED" : "ok    "}  ${result.name} (${result.seconds.toFixed(0)} s)`);
    if (result.failed > 0) console.log(`${result.output.trim()}\n`);
  }
}
