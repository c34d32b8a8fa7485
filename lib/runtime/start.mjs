// The entry of `npm start` and of the developers' commands. Plain JavaScript without dependencies, as nothing may be installed yet.
import { spawn } from "node:child_process";
import { build, generate, prepareOnce } from "../server/build.mjs";
import { loadEnvFile, locatePrograms, ROOT } from "../server/files.mjs";
import { bundleAlone, runProgram } from "../server/programs.mjs";
import { install } from "./install.mjs";

/** The portal's modes run what is built; the others are programs for developers, run as they are. */
const PROGRAM_OF = {
  start: null,
  "reset-admin": null,
  dev: null,
  check: ["lib/runtime/gate.ts", "check"],
  test: ["lib/runtime/gate.ts", "test"],
  "test:long": ["lib/runtime/gate.ts", "long"],
  bench: [],
};

const PARENT_CHECK_MS = 300;
const OLDEST_NODE = [20, 19];

// `npm start -- reset-admin` arrives as the first word, `node lib/runtime/start.mjs start reset-admin` likewise.
const [first = "start", second] = process.argv.slice(2);
const name = first === "start" && second !== undefined ? second : first;
const mode =
  name in PROGRAM_OF
    ? /** @type {keyof typeof PROGRAM_OF} */ (name)
    : fail(`There is no "${name}"; known are ${Object.keys(PROGRAM_OF).join(", ")}.`);
const program = PROGRAM_OF[mode];

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < (OLDEST_NODE[0] ?? 0) || (major === OLDEST_NODE[0] && minor < (OLDEST_NODE[1] ?? 0)))
  fail(
    `Tandem needs Node.js ${OLDEST_NODE.join(".")} or later; this is ${process.versions.node}. Get a newer one from https://nodejs.org.`,
  );

// What the environment says already wins. The gate and the bench bring their own settings.
if (program === null) loadEnvFile();

try {
  await prepareOnce(async () => {
    await install();
    await (mode === "start" || mode === "reset-admin" ? build() : generate());
  });
  if (mode === "dev") await startDevelopment();
  else if (program === null) handOver([...runProgram(locatePrograms(), "portal"), mode]);
  // What is measured is what production runs.
  else if (mode === "bench") handOver([...(await bundleAlone("bench/run.ts")), ...process.argv.slice(3)]);
  else handOver(["--conditions=react-server", "--import", "tsx", ...program, ...process.argv.slice(3)]);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function startDevelopment() {
  process.env = { ...process.env, NODE_ENV: process.env.NODE_ENV ?? "development", TANDEM_DEV: "1" };
  const { watchPrograms } = await import("./watch-programs.mjs");
  /** @type {{ process?: import("node:child_process").ChildProcess }} */
  const portal = {};
  const folder = await watchPrograms((changed) => portal.process?.send({ restart: changed }));
  portal.process = handOver([...runProgram(folder, "portal"), mode]);
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
    }, PARENT_CHECK_MS).unref();
  child.once("error", (error) => fail(error.message));
  child.once("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  return child;
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
