import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { print, run } from "../server/build.mjs";
import { ROOT } from "../server/files.mjs";

/** Brings node_modules to what package-lock.json says, if it is not there already. */
export async function install() {
  if (isInstalled()) return;
  print("Installing packages (a minute or two) ...");
  await run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
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
