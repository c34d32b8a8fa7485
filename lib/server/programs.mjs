import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hashFiles, listFiles, MADE_FROM, readStamp, ROOT } from "./files.mjs";

/** What runs as a process of its own. */
const ENTRIES = {
  web: "lib/server/web.ts",
  worker: "lib/jobs/worker.ts",
  prepare: "lib/server/prepare.ts",
  // The appliance's own.
  portal: "lib/runtime/portal.ts",
  preparation: "lib/runtime/preparation-program.ts",
  sandbox: "lib/sandbox/server.ts",
};

/**
 * Started for one task and then ended: with its packages in it, it starts in half the time. A package that is not a module asks for `require`.
 */
const TASKS = {
  entryPoints: { tasks: "lib/child-tasks/program.ts" },
  packages: /** @type {const} */ ("bundle"),
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
};

/** Below node_modules, so that what is bundled finds the packages. */
const CACHE = path.join(ROOT, "node_modules/.cache/tandem");

/** Put together, so that this module is not taken for one that asks where it lies. */
const OWN_PLACE = ["import", "meta", "url"].join(".");

/**
 * Makes one file of each program, as translating module by module would take most of a start. Returns their folder: `folder`, or one that
 * is named after what they were made from, so that tests never run old code.
 * @param {string} [folder]
 */
export async function bundlePrograms(folder) {
  const hash = hashFiles(
    listFiles(["lib", "prisma", "package-lock.json", "tsconfig.json"]).filter(
      (file) => !/\.test\.tsx?$|\.md$/.test(file),
    ),
  );
  const place = folder ?? path.join(CACHE, hash.slice(0, 16));
  if (readStamp(place) === hash) return place;
  const { build, stop } = await import("esbuild");
  mkdirSync(path.dirname(place), { recursive: true });
  const made = mkdtempSync(`${place}-`);
  for (const options of describePrograms(place)) await build({ ...options, outdir: made });
  // Its own process would stay as long as ours.
  await stop();
  writeFileSync(path.join(made, MADE_FROM), hash);
  try {
    if (folder !== undefined) rmSync(place, { recursive: true, force: true });
    renameSync(made, place);
  } catch (error) {
    // Another process was quicker.
    rmSync(made, { recursive: true, force: true });
    if (!existsSync(place)) throw error;
  }
  return place;
}

/**
 * Bundles one more program as those that production runs, with the tasks beside it, into a folder of its own. Returns Node's arguments for it.
 * @param {string} entry
 */
export async function bundleAlone(entry) {
  const { build, stop } = await import("esbuild");
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(path.join(CACHE, "alone-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const [programs, tasks] = describePrograms(folder);
  await build({ ...programs, entryPoints: { program: entry } });
  await build({ ...tasks });
  await stop();
  return ["--enable-source-maps", path.join(folder, "program.mjs")];
}

/**
 * esbuild's settings for the programs, which are to run in `folder`.
 * @param {string} folder
 * @returns {import("esbuild").BuildOptions[]}
 */
export function describePrograms(folder) {
  /** @type {import("esbuild").BuildOptions} */
  const options = {
    absWorkingDir: ROOT,
    entryPoints: ENTRIES,
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "linked",
    logLevel: "warning",
    plugins: [keepPlaces(folder), allowServerModules],
  };
  return [options, { ...options, ...TASKS }];
}

/**
 * The mark of a module for servers alone forbids nothing here.
 * @type {import("esbuild").Plugin}
 */
const allowServerModules = {
  name: "allow-server-modules",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^server-only$/ }, ({ path: name }) => ({ path: name, namespace: "nothing" }));
    onLoad({ filter: /./, namespace: "nothing" }, () => ({ contents: "" }));
  },
};

/**
 * Files beside a module (migrations, data) are found from where its source lies, not from the bundle.
 * @param {string} folder
 * @returns {import("esbuild").Plugin}
 */
function keepPlaces(folder) {
  return {
    name: "keep-places",
    setup({ onLoad }) {
      onLoad({ filter: /\.(ts|mjs)$/ }, ({ path: file }) => {
        const text = readFileSync(file, "utf8");
        if (!text.includes(OWN_PLACE)) return undefined;
        const there = path.relative(folder, file).split(path.sep).join("/");
        return {
          contents: text.replaceAll(OWN_PLACE, `new URL(${JSON.stringify(there)}, ${OWN_PLACE}).href`),
          loader: file.endsWith(".ts") ? "ts" : "js",
        };
      });
    },
  };
}

/**
 * Node's arguments for one of the programs in `folder`.
 * @param {string} folder
 * @param {keyof typeof ENTRIES | "tasks"} name
 */
export const runProgram = (folder, name) => ["--enable-source-maps", path.join(folder, `${name}.mjs`)];
