// The door of every command: plain JavaScript without dependencies, as nothing may be installed yet.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./files.mjs";
import { bundlePrograms, NODE_ARGUMENTS, runProgram } from "./programs.mjs";
import { build, generate, install, prepareOnce } from "./set-up.mjs";

const MODES = {
  start: { isBuilt: true, program: null },
  web: { isBuilt: true, program: null },
  worker: { isBuilt: false, program: null },
  "reset-admin": { isBuilt: false, program: null },
  // For developers: run as they are.
  test: { isBuilt: false, program: "lib/runtime/gate.ts" },
  bench: { isBuilt: false, program: "bench/run.ts" },
};

const PARENT_CHECK = 300;
const OLDEST_NODE = [20, 19];

const [first = "start", second] = process.argv.slice(2);
// `npm start -- reset-admin` arrives as the only word, `npm run start -- web` likewise.
const mode =
  first in MODES
    ? /** @type {keyof typeof MODES} */ (first)
    : fail(`There is no "${first}"; known are ${Object.keys(MODES).join(", ")}.`);

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < (OLDEST_NODE[0] ?? 0) || (major === OLDEST_NODE[0] && minor < (OLDEST_NODE[1] ?? 0)))
  fail(
    `Tandem needs Node.js ${OLDEST_NODE.join(".")} or later; this is ${process.versions.node}. Get a newer one from https://nodejs.org.`,
  );

// What the environment says already wins. The gate and the bench bring their own settings.
const own = path.join(ROOT, ".env");
if (MODES[mode].program === null && existsSync(own)) process.loadEnvFile(own);

try {
  handOver(
    await prepareOnce(async () => {
      await install();
      await generate();
      if (MODES[mode].isBuilt) await build();
      return toArguments();
    }),
  );
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
async function toArguments() {
  const { program } = MODES[mode];
  if (program !== null)
    return [...NODE_ARGUMENTS, "--import", "tsx", path.join(ROOT, program), ...process.argv.slice(3)];
  return [...runProgram(await bundlePrograms(), "portal"), mode, ...(second ? [second] : [])];
}

/** @param {readonly string[]} argv */
function handOver(argv) {
  const child = spawn(
    process.execPath,
    argv,
    // The channel tells the portal when this process is killed outright.
    { cwd: ROOT, stdio: ["inherit", "inherit", "inherit", "ipc"] },
  );
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(signal, () => child.kill(signal));
  // npm ends itself on a signal without passing it on: its death is our signal.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event)
    setInterval(() => {
      if (process.ppid !== parent) child.kill("SIGTERM");
    }, PARENT_CHECK).unref();
  child.once("error", (error) => fail(error.message));
  child.once("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
