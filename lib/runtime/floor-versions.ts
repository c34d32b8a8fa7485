import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ROOT } from "@/lib/server/files.mjs";
import type { StepResult } from "./gate-steps";

/** Older releases of these have known holes. `npm audit` would say so, where a registry answers it. */
const FLOORS = {
  next: "16.3.3",
  react: "19.2.6",
  "next-auth": "4.24.15",
  "fast-xml-parser": "5.11.1",
} as const;

const lockFile = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });

/** Every copy in the lock file that is older than its floor, nested ones included, and each package that it lacks; one line each. */
export function findOldVersions(lock: unknown, floors: Readonly<Record<string, string>> = FLOORS): string[] {
  const copies = Object.entries(lockFile.parse(lock).packages);
  return Object.entries(floors).flatMap(([name, floor]) => {
    const own = copies.filter(([place]) => place === `node_modules/${name}` || place.endsWith(`/node_modules/${name}`));
    if (own.length === 0) return [`${name} is not in package-lock.json; expected ${floor} or newer`];
    return own.flatMap(([place, { version = "unknown" }]) =>
      isAtLeast(version, floor) ? [] : [`${place} is ${version}; expected ${floor} or newer`],
    );
  });
}

/** A pre-release comes before its release. */
function isAtLeast(version: string, floor: string): boolean {
  const [release = "", preRelease] = version.split("+")[0]?.split(/-(.*)/) ?? [];
  const parts = release.split(".").map(Number);
  if (parts.length !== 3 || parts.some((part) => !Number.isInteger(part))) return false;
  const [have, want] = [parts, floor.split(".").map(Number)];
  const differs = want.findIndex((part, n) => part !== have[n]);
  if (differs < 0) return preRelease === undefined;
  return (have[differs] ?? 0) > (want[differs] ?? 0);
}

export async function checkFloors(): Promise<StepResult> {
  const old = findOldVersions(JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")));
  const counts = old.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  return { name: "floor versions", ...counts, skipped: 0, seconds: 0, output: old.join("\n") };
}
