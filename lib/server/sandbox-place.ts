import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** Where sandboxes listen: `urls` by the names that SANDBOX_URLS has. */
export const sandboxPlace = z.object({ port: z.number(), urls: z.record(z.string(), z.string()) });
export type SandboxPlace = z.output<typeof sandboxPlace>;

/** Where the sandboxes of `dataDir` were last, if they ever ran. */
export function readSandbox(dataDir: string): SandboxPlace | null {
  try {
    return sandboxPlace.parse(JSON.parse(readFileSync(path.join(dataDir, "sandbox.json"), "utf8")));
  } catch {
    return null;
  }
}
