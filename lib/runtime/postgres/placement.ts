import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { StartupError } from "@/lib/server/startup-error";
import { findBinaries } from "./binaries";
import { canRun, canWrite, chooseServerUser, type ServerUser } from "./server-user";

/** Where the server's programs and data are, and whom it runs as. */
export interface Placement {
  programs: string;
  data: string;
  user: ServerUser;
}

const POINTER = "postgres-location.json";
const OWNER = "owner.json";
const OUTSIDE = "/var/lib";

/**
 * Decides where PostgreSQL lives: in node_modules and `dataDir`, unless the user it runs as cannot get there (a clone of
 * root's below `/root`, which is closed to others). Then below `/var/lib/tandem-<hash>`, and a pointer file in `dataDir` says so.
 */
export function placePostgres(dataDir: string): Placement {
  mkdirSync(dataDir, { recursive: true });
  const inside = path.join(dataDir, "postgres");
  const known = readPointer(dataDir);
  const user = chooseServerUser(known ?? inside);
  const data = known ?? (claim(inside, user) ? inside : placeDataOutside(dataDir, inside, user));
  if (known && !canWrite(user, known)) throw unreachable(user, known);
  return { user, programs: placePrograms(user), data };
}

/** Deletes `dataDir` and the database wherever it was placed: for tests and throw-away portals. */
export function removeData(dataDir: string): void {
  const known = readPointer(dataDir);
  if (known) rmSync(path.dirname(known), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

function placePrograms(user: ServerUser): string {
  const { folder, version } = findBinaries();
  if (canRun(user, folder)) return folder;
  const copy = path.join(nameOutside(folder), `postgresql-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    makeOpenFolder(path.dirname(copy));
    cpSync(folder, unfinished, { recursive: true, verbatimSymlinks: true });
    execFileSync("chmod", ["-R", "a+rX", unfinished]);
    try {
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  if (!canRun(user, copy)) throw unreachable(user, copy);
  return copy;
}

function placeDataOutside(dataDir: string, inside: string, user: ServerUser): string {
  if (existsSync(path.join(inside, "PG_VERSION"))) throw unreachable(user, inside);
  rmSync(inside, { recursive: true, force: true });
  const data = path.join(nameOutside(dataDir), "data");
  makeOpenFolder(path.dirname(data));
  if (!claim(data, user)) throw unreachable(user, data);
  writeFileSync(path.join(path.dirname(data), OWNER), JSON.stringify({ dataDir }));
  writeFileSync(path.join(dataDir, POINTER), JSON.stringify({ data }), { mode: 0o600 });
  return data;
}

/** Makes `folder` the server user's own; false when that user cannot work in it. */
function claim(folder: string, user: ServerUser): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
  return canWrite(user, folder);
}

function readPointer(dataDir: string): string | null {
  const file = path.join(dataDir, POINTER);
  if (!existsSync(file)) return null;
  const { data }: { data: string } = JSON.parse(readFileSync(file, "utf8"));
  const ownerFile = path.join(path.dirname(data), OWNER);
  if (!existsSync(ownerFile))
    throw new StartupError(
      `The database in ${data}, named by ${file}, is gone. Remove that file to start with an empty one.`,
    );
  const { dataDir: owner }: { dataDir: string } = JSON.parse(readFileSync(ownerFile, "utf8"));
  if (owner !== dataDir && existsSync(path.join(owner, POINTER)))
    throw new StartupError(
      `${dataDir} is a copy of ${owner}, and both would use the database in ${data}. Remove ${file} to start with an empty one.`,
    );
  return data;
}

function nameOutside(place: string): string {
  return path.join(OUTSIDE, `tandem-${createHash("sha256").update(place).digest("hex").slice(0, 12)}`);
}

function makeOpenFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new StartupError(`${folder} is in the way: it belongs to somebody else.`);
  chmodSync(folder, 0o755);
}

function unreachable(user: ServerUser, folder: string): StartupError {
  return new StartupError(
    `PostgreSQL would run as ${user?.name ?? "you"}, who cannot work in ${folder}. Set DATA_DIR to a folder that this user can enter, or DATABASE_URL to a server.`,
  );
}
