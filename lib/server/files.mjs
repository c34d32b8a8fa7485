import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Folder of what `npm run build` makes. Read late: the variable may come from .env. */
export const locateBuild = () => path.join(ROOT, process.env.TANDEM_DIST_DIR || ".next");

/** Below it, one file for each process. */
export const locatePrograms = () => path.join(locateBuild(), "programs");

/** Reads .env; what the environment says already wins. TANDEM_ENV_FILE names another file, blank: none. */
export function loadEnvFile() {
  const file = path.resolve(ROOT, process.env.TANDEM_ENV_FILE ?? ".env");
  if (existsSync(file) && statSync(file).isFile()) process.loadEnvFile(file);
}

/** In a folder of something built: the hash of what it was built from. */
export const MADE_FROM = "made-from";

/** @param {string} folder */
export function readStamp(folder) {
  const file = path.join(folder, MADE_FROM);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** @param {string} hash */
export const nameRelease = (hash) => hash.slice(0, 16);

/** The name of the built release, the same on every machine that built the same sources with the same secret. */
export const readRelease = () => nameRelease(readStamp(locateBuild()) ?? "");

/**
 * All files below the places, as paths from the root, in a fixed order. A place that is missing has none.
 * @param {readonly string[]} places
 */
export function listFiles(places) {
  /** @type {string[]} */
  const files = [];
  /** @param {string} place */
  const visit = (place) => {
    const full = path.join(ROOT, place);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) for (const name of readdirSync(full)) visit(`${place}/${name}`);
    else files.push(place);
  };
  places.forEach(visit);
  return files.sort();
}

/** @param {readonly string[]} files */
export function hashFiles(files) {
  const hash = createHash("sha256").update(process.versions.node.split(".")[0] ?? "");
  for (const file of files) {
    hash.update(`\0${file}\0`);
    hash.update(readFileSync(path.join(ROOT, file)));
  }
  return hash.digest("hex");
}
