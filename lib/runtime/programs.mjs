import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { hashFiles, listFiles, ROOT } from "./files.mjs";

/** What runs as a process of its own, besides the web server; and what that one takes in without its framework. */
const PROGRAMS = {
  portal: "lib/runtime/portal.ts",
  preparation: "lib/runtime/prepare-database.ts",
  worker: "lib/jobs/worker.ts",
  sandbox: "lib/sandbox/server.ts",
  tasks: "lib/child-tasks/program.ts",
  callbacks: "app/api/callbacks/[carrier]/[key]/route.ts",
};

/** Below node_modules, so that what is bundled finds the packages. */
const CACHE = path.join(ROOT, "node_modules/.cache/tandem");

/** Put together, so that this module is not taken for one that asks where it lies. */
const OWN_PLACE = ["import", "meta", "url"].join(".");

/** Modules marked for servers alone may be imported. */
export const NODE_ARGUMENTS = ["--conditions=react-server"];

/**
 * Makes one file of each program, as translating module by module would take most of a start. Returns their folder; it is named
 * after what they were made from, so that running ones keep theirs.
 * @returns {Promise<string>}
 */
export async function bundlePrograms() {
  const sources = listFiles(["lib", "app/api/callbacks", "prisma", "package-lock.json", "tsconfig.json"]).filter(
    (file) => !/\.test\.tsx?$|\.md$/.test(file),
  );
  const folder = path.join(CACHE, hashFiles(sources).slice(0, 16));
  if (existsSync(folder)) return folder;
  const { build, stop } = await import("esbuild");
  mkdirSync(CACHE, { recursive: true });
  const made = mkdtempSync(`${folder}-`);
  await build({
    absWorkingDir: ROOT,
    entryPoints: PROGRAMS,
    outdir: made,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    conditions: ["react-server"],
    sourcemap: "linked",
    logLevel: "warning",
    plugins: [keepPlaces(folder), allowServerModules],
  });
  // Its own process would stay as long as ours.
  await stop();
  try {
    renameSync(made, folder);
  } catch (error) {
    // Another process was quicker.
    rmSync(made, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/**
 * The mark of a module for servers alone forbids nothing here; the web server runs without the condition that lifts it.
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
 * @param {keyof typeof PROGRAMS} name
 */
export const runProgram = (folder, name) => [
  ...NODE_ARGUMENTS,
  "--enable-source-maps",
  path.join(folder, `${name}.mjs`),
];
