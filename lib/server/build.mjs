// `npm run build`: all that production runs. Plain JavaScript: nothing is translated yet.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import {
  hashFiles,
  listFiles,
  loadEnvFile,
  locateBuild,
  locatePrograms,
  MADE_FROM,
  nameRelease,
  readStamp,
  ROOT,
} from "./files.mjs";
import { bundlePrograms } from "./programs.mjs";
import { deriveActionKey, ensureSecrets } from "./secrets.mjs";

const SOURCES = ["app", "components", "lib", "prisma/schema.prisma", "public", "package-lock.json", "tsconfig.json"];
/** Parts of the sources that no page is built from. */
const UNBUILT = /^lib\/(runtime|server|sandbox|test|jobs\/handlers|db\/generated)\/|\.test\.tsx?$|\.md$/;
const CONFIGURATION = /^[^/]+\.(js|mjs|ts)$/;
const TOOLS = /^(vitest|vitest\.long|playwright|prisma|knip)\.config\./;
const DATABASE_CLIENT = path.join(ROOT, "lib/db/generated");

/** Makes the typed database client from the schema, if it changed. */
export async function generate() {
  const hash = hashFiles(["prisma/schema.prisma", "node_modules/prisma/package.json"]);
  if (existsSync(path.join(DATABASE_CLIENT, "client.ts")) && readStamp(DATABASE_CLIENT) === hash) return;
  print("Making the database client ...");
  // The command looks for a schema engine, downloads one where it finds none, and does not use it for this.
  await run(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
    PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true",
  });
  writeFileSync(path.join(DATABASE_CLIENT, MADE_FROM), hash);
}

/** Builds the pages, if their sources or the installation's secret changed since, and the other programs. */
export async function build() {
  await generate();
  await buildPages();
  await bundlePrograms(locatePrograms());
}

async function buildPages() {
  const folder = locateBuild();
  const dataDir = path.resolve(ROOT, process.env.DATA_DIR?.trim() || ".data");
  const configured = process.env.NEXTAUTH_SECRET?.trim();
  const { NEXTAUTH_SECRET } = ensureSecrets(dataDir, configured ? { NEXTAUTH_SECRET: configured } : {});
  const actionKey = deriveActionKey(NEXTAUTH_SECRET);
  const hash = createHash("sha256").update(hashFiles(listSources())).update(actionKey).digest("hex");
  if (existsSync(path.join(folder, "BUILD_ID")) && readStamp(folder) === hash) return;
  print("Building the pages (about a minute) ...");
  rmSync(path.join(folder, MADE_FROM), { force: true });
  await run(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionKey,
    NEXT_DEPLOYMENT_ID: nameRelease(hash),
  });
  writeFileSync(path.join(folder, MADE_FROM), hash);
}

function listSources() {
  const configuration = readdirSync(ROOT).filter(
    (name) => CONFIGURATION.test(name) && !TOOLS.test(name) && name !== "next-env.d.ts",
  );
  return [...configuration, ...listFiles(SOURCES).filter((file) => !UNBUILT.test(file))];
}

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

/**
 * A number alone proves nothing: after a restart of a container another process has it.
 * @param {string} lock
 */
function isHeld(lock) {
  const pid = Number(existsSync(lock) ? readFileSync(lock, "utf8") : 0);
  if (!(pid > 0) || pid === process.pid) return false;
  const command = `/proc/${pid}/cmdline`;
  if (process.platform === "linux")
    return existsSync(command) && /(start|build)\.mjs/.test(readFileSync(command, "utf8"));
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** @param {string} line */
export function print(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs a command quietly; what it printed is shown when it fails. Ctrl-C and SIGTERM end it, and us.
 * @param {string} command
 * @param {string[]} argv
 * @param {Record<string, string>} [variables]
 */
export async function run(command, argv, variables = {}) {
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

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  loadEnvFile();
  try {
    await prepareOnce(build);
    print("Built. Start with: npm run web, npm run worker");
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
