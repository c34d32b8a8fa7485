import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { StartupError } from "@/lib/server/startup-error";

/** The user that the server runs as; null is the user of this process. */
export type ServerUser = { uid: number; gid: number; name: string } | null;

/**
 * PostgreSQL refuses to run as root. For root, an unprivileged user is chosen: the owner of existing data, else one that the
 * machine has (`postgres`, `nobody`), else one made for it.
 */
export function chooseServerUser(existingData: string): ServerUser {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(existingData)) {
    const { uid, gid } = statSync(existingData);
    if (uid !== 0) return { uid, gid, name: `user ${uid}` };
  }
  return findUser("postgres") ?? findUser("nobody") ?? createUser("tandem");
}

/** Whether the server's user can run the programs in `folder`. Found out by trying: modes of parents, ACLs and mounts all have a say. */
export function canRun(user: ServerUser, folder: string): boolean {
  return attempt(user, '"$1/bin/postgres" --version && "$1/bin/initdb" --version', folder);
}

/** Whether the server's user can write into `folder`, found out by trying. */
export function canWrite(user: ServerUser, folder: string): boolean {
  return attempt(user, 'cd "$1" && : > .access-probe && rm .access-probe', folder);
}

/** Spawn options that make a child run as `user`, from a folder that everybody can enter. */
export function toSpawn(user: ServerUser): { uid?: number; gid?: number; cwd: string } {
  return user ? { uid: user.uid, gid: user.gid, cwd: "/" } : { cwd: "/" };
}

function attempt(user: ServerUser, script: string, folder: string): boolean {
  return spawnSync("/bin/sh", ["-c", script, "sh", folder], { ...toSpawn(user), stdio: "ignore" }).status === 0;
}

function findUser(name: string): ServerUser {
  try {
    const read = (flag: string) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    const [uid, gid] = [read("-u"), read("-g")];
    return uid > 0 && gid >= 0 ? { uid, gid, name } : null;
  } catch {
    return null;
  }
}

function createUser(name: string): ServerUser {
  spawnSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name], { stdio: "ignore" });
  const user = findUser(name);
  if (!user)
    throw new StartupError(
      "PostgreSQL does not run as root, and there is neither a user postgres nor nobody, nor could one be made. Start as another user, or set DATABASE_URL.",
    );
  return user;
}
