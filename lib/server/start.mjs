// `npm run web` and `npm run worker`: one process of what `npm run build` made. It installs and builds nothing.
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { loadEnvFile, locatePrograms } from "./files.mjs";

const PARENT_CHECK_MS = 300;

loadEnvFile();
const programs = locatePrograms();
const kind = process.argv[2] === "worker" ? "worker" : "web";
const program = path.join(programs, `${kind}.mjs`);
if (!existsSync(program)) fail("Nothing is built here. Run `npm run build` first.");

// npm ends itself on a signal without passing it on: its death is our signal.
const parent = process.ppid;
if (process.env.npm_lifecycle_event)
  setInterval(() => {
    if (process.ppid !== parent) process.emit("SIGTERM", "SIGTERM");
  }, PARENT_CHECK_MS).unref();

process.setSourceMapsEnabled(true);
// What runs looks for its neighbors beside itself.
process.argv[1] = program;
const load = (/** @type {string} */ file) => import(pathToFileURL(file).href);
const problem = await (await load(path.join(programs, "prepare.mjs"))).prepareProcess(kind);
if (problem !== null) fail(problem);
await load(program);
if (kind === "worker") process.stdout.write("The worker runs.\n");

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
