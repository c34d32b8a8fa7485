import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { hashFiles, listFiles, ROOT } from "./files.mjs";
import { nameRelease, RELEASE_FILE } from "./release.mjs";
import { deriveActionKey, ensureSecrets } from "./secrets.mjs";

const SOURCES = ["app", "components", "lib", "prisma/schema.prisma", "public", "package-lock.json", "tsconfig.json"];
/** Parts of the sources that no page is built from. */
const UNBUILT = /^lib\/(runtime|sandbox|test|jobs\/handlers|db\/generated)\/|\.test\.tsx?$|\.md$/;
const CONFIGURATION = /^[^/]+\.(js|mjs|ts)$/;
const TOOLS = /^(eslint|vitest|playwright|prisma)\.config\./;
const DATABASE_CLIENT = path.join(ROOT, "lib/db/generated");

/**
 * Runs `work` while no other process prepares this clone: several commands may be started at the same moment.
 * @template Made
 * @param {() => Promise<Made>} work
 */
export async function prepareOnce(work) {
  const lock = path.join(ROOT, ".data", "prepare.lock");
  mkdirSync(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      if (!isHeld(lock)) rmSync(lock, { force: true });
      else await delay(200);
    }
  }
  const release = () => rmSync(lock, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

/** Brings node_modules to what package-lock.json says, if it is not there already. */
export async function install() {
  if (isInstalled()) return;
  say("Installing packages (a minute or two) ...");
  await run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
}

/** Makes the typed database client from the schema, if it changed. */
export async function generate() {
  const hash = hashFiles(["prisma/schema.prisma", "node_modules/prisma/package.json"]);
  const stamp = path.join(DATABASE_CLIENT, ".made-from");
  if (existsSync(path.join(DATABASE_CLIENT, "client.ts")) && readStamp(stamp) === hash) return;
  say("Making the database client ...");
  // The command looks for a schema engine, downloads one where it finds none, and does not use it for this.
  await run(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
    PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true",
  });
  writeFileSync(stamp, hash);
}

/** Builds the pages, if their sources or the installation's secret changed since. */
export async function build() {
  const folder = path.join(ROOT, process.env.TANDEM_DIST_DIR || ".next");
  const dataDir = path.resolve(ROOT, process.env.DATA_DIR?.trim() || ".data");
  const configured = process.env.NEXTAUTH_SECRET?.trim();
  const { NEXTAUTH_SECRET } = ensureSecrets(dataDir, configured ? { NEXTAUTH_SECRET: configured } : {});
  const actionKey = deriveActionKey(NEXTAUTH_SECRET);
  const hash = createHash("sha256").update(hashFiles(listSources())).update(actionKey).digest("hex");
  const stamp = path.join(folder, RELEASE_FILE);
  if (existsSync(path.join(folder, "BUILD_ID")) && readStamp(stamp) === hash) return;
  say("Building the pages (about a minute) ...");
  rmSync(stamp, { force: true });
  await run(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionKey,
    NEXT_DEPLOYMENT_ID: nameRelease(hash),
  });
  writeFileSync(stamp, hash);
}

/** Compares npm's record of what is installed with the lock file, so that any way of installing counts. */
function isInstalled() {
  const record = path.join(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  /** @typedef {{ version?: string, optional?: boolean, peer?: boolean, inBundle?: boolean }} Entry */
  /** @type {(file: string) => Record<string, Entry>} */
  const read = (file) => JSON.parse(readFileSync(file, "utf8")).packages ?? {};
  const installed = read(record);
  return Object.entries(read(path.join(ROOT, "package-lock.json"))).every(([place, { version, optional }]) => {
    if (place === "") return true;
    const found = installed[place];
    return found ? found.version === version : optional === true;
  });
}

function listSources() {
  const configuration = readdirSync(ROOT).filter(
    (name) => CONFIGURATION.test(name) && !TOOLS.test(name) && name !== "next-env.d.ts",
  );
  return [...configuration, ...listFiles(SOURCES).filter((file) => !UNBUILT.test(file))];
}

/** @param {string} file */
function readStamp(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/**
 * A number alone proves nothing: after a restart of a container another process has it.
 * @param {string} lock
 */
function isHeld(lock) {
  const pid = Number(existsSync(lock) ? readFileSync(lock, "utf8") : 0);
  if (!(pid > 0) || pid === process.pid) return false;
  const command = `/proc/${pid}/cmdline`;
  if (process.platform === "linux") return existsSync(command) && readFileSync(command, "utf8").includes("start.mjs");
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs a command quietly; what it printed is shown when it fails. Ctrl-C and SIGTERM end it, and us.
 * @param {string} command
 * @param {string[]} argv
 * @param {Record<string, string>} [variables]
 */
async function run(command, argv, variables = {}) {
  const child = spawn(command, argv, {
    cwd: ROOT,
    env: { ...process.env, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const end = () => {
    child.kill("SIGTERM");
    process.exit(130);
  };
  process.once("SIGINT", end).once("SIGTERM", end);
  const code = await new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (status, signal) => resolve(status ?? signal));
  });
  process.off("SIGINT", end).off("SIGTERM", end);
  if (code !== 0)
    throw new Error(`${output.trim()}\n\n"${[path.basename(command), ...argv].join(" ")}" failed (${code}).`);
}
