import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

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
