import { readFileSync } from "node:fs";
import path from "node:path";

/** In the folder of the built pages: the hash of what they were built from. */
export const RELEASE_FILE = "made-from";

/** @param {string} hash */
export const nameRelease = (hash) => hash.slice(0, 16);

/**
 * The name of the built release, the same on every machine that built the same sources with the same secret.
 * @param {string} folder of the built pages
 */
export const readRelease = (folder) => nameRelease(readFileSync(path.join(folder, RELEASE_FILE), "utf8"));
