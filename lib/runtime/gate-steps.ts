import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import { findChromium } from "@/lib/test/find-chromium";
import { ROOT } from "@/lib/server/files.mjs";
import { runStep, type StepRun } from "./run-step";

/** What a step of the gate counted; `output` is shown when something failed. */
export interface StepResult {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  output: string;
  /** Each failed test: its name and the beginning of what it said. */
  failures?: readonly string[];
}

const NODE = process.execPath;
/** How long until a step is taken to hang: several times what a quiet machine needs, as other work may slow it so far. */
const TIMEOUT_MS = 25 * 60_000;

const locate = (file: string) => path.join(ROOT, "node_modules", file);

/** A check that passes or fails as a whole. Tests beside it, which have deadlines, go first; the build does not wait: tests need it. */
async function runCheck(name: string, argv: readonly string[], { yields = true } = {}): Promise<StepResult> {
  const run = await runStep(NODE, argv, { timeoutMs: TIMEOUT_MS, yields });
  return toResult(name, run, run.code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}

export const checkFormat = () => runCheck("format", [locate("oxfmt/bin/oxfmt"), "--check"]);
export const checkLint = () => runCheck("lint", [locate("oxlint/bin/oxlint")]);
export const checkUnused = () =>
  runCheck("unused code", [locate("knip/bin/knip.js"), "--no-progress", "--no-config-hints"]);
export const checkTypes = () =>
  runCheck("types", [locate("typescript-7/bin/tsc"), "--noEmit", "--incremental", "false"]);
export const checkBuild = () => runCheck("build", [path.join(ROOT, "lib/server/build.mjs")], { yields: false });

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(""),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

export const runPureTests = () => runVitest("pure tests", ["--project", "pure"]);
export const runUnitTests = () => runVitest("unit and service tests", []);
export const runLongTests = () => runVitest("long tests", ["--config", "vitest.long.config.ts"]);

/** A file that cannot be loaded counts as one failure. */
async function runVitest(name: string, options: readonly string[]): Promise<StepResult> {
  const report = makeReportFile();
  const argv = [
    locate("vitest/vitest.mjs"),
    "run",
    ...options,
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  const run = await runStep(NODE, argv, { timeoutMs: TIMEOUT_MS });
  const parsed = vitestReport.safeParse(readReport(report));
  if (!parsed.success) return toResult(name, run, { passed: 0, failed: 1 });
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = parsed.data;
  const isFailed = ({ status }: { status: string }) => status === "failed";
  const unloaded = testResults.filter((file) => isFailed(file) && !file.assertionResults.some(isFailed));
  const failed = numFailedTests + unloaded.length;
  const failures = [
    ...unloaded.map((file) => describeFailure(path.relative(ROOT, file.name), [file.message])),
    ...testResults.flatMap((file) =>
      file.assertionResults
        .filter(isFailed)
        .map((one) =>
          describeFailure(`${path.relative(ROOT, file.name)} › ${one.fullName}`, one.failureMessages ?? []),
        ),
    ),
  ];
  return toResult(name, run, {
    passed: numPassedTests,
    failed: failed === 0 && run.code !== 0 ? 1 : failed,
    skipped: numPendingTests,
    failures,
  });
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(
    z.object({
      file: z.string(),
      specs: z.array(
        z.object({
          title: z.string(),
          ok: z.boolean(),
          tests: z.array(
            z.object({
              results: z.array(z.object({ errors: z.array(z.object({ message: z.string().default("") })) })),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** User stories in Chromium, on the production build. */
export const runBrowserTests = () => runPlaywright("browser tests", []);
/** Every parameter of every page with every hostile value, of which the gate has a third; 500 numbers all the way, where it has 200. */
export const runLongBrowserTests = () =>
  runPlaywright("long browser tests", ["e2e/addresses.spec.ts", "e2e/messages-many.spec.ts"], { LONG_STORIES: "1" });

async function runPlaywright(
  name: string,
  files: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<StepResult> {
  const report = makeReportFile();
  let chromium: string;
  try {
    chromium = findChromium();
  } catch (error) {
    return toResult(name, { code: 1, seconds: 0, output: String(error) }, { passed: 0, failed: 1 });
  }
  const run = await runStep(NODE, [locate("@playwright/test/cli.js"), "test", ...files, "--reporter=line,json"], {
    variables: { ...variables, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report, FORCE_COLOR: "0" },
    timeoutMs: TIMEOUT_MS,
  });
  const parsed = playwrightReport.safeParse(readReport(report));
  if (!parsed.success) return toResult(name, run, { passed: 0, failed: 1 });
  const { expected, unexpected, flaky, skipped } = parsed.data.stats;
  const failed = unexpected === 0 && run.code !== 0 ? 1 : unexpected;
  const failures = parsed.data.suites.flatMap(({ file, specs }) =>
    specs
      .filter(({ ok }) => !ok)
      .map(({ title, tests }) => {
        const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
        return describeFailure(
          `e2e/${file} › ${title}`,
          errors.map(({ message }) => message),
        );
      }),
  );
  return toResult(name, run, { passed: expected + flaky, failed, skipped, failures });
}

function toResult(
  name: string,
  run: StepRun,
  counts: { passed: number; failed: number; skipped?: number; failures?: readonly string[] },
): StepResult {
  return { name, skipped: 0, ...counts, seconds: run.seconds, output: run.output };
}

const MAX_CHARS_OF_FAILURE = 1_200;

const describeFailure = (name: string, messages: readonly string[]): string =>
  `${name}\n${stripVTControlCharacters(messages.join("\n")).slice(0, MAX_CHARS_OF_FAILURE).replace(/^/gm, "    ")}`;

function makeReportFile(): string {
  return path.join(mkdtempSync(path.join(tmpdir(), "tandem-report-")), "report.json");
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
