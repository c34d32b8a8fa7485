import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Part, type PartMessage } from "./part";
import { isFree } from "./postgres/settings";
import { runProgram } from "@/lib/server/programs.mjs";
import { readSandbox, type SandboxPlace, sandboxPlace } from "@/lib/server/sandbox-place";

type Variables = Readonly<Record<string, string>>;
type Print = (line: string) => void;

/** Values are read again at each start of a part. */
export interface PartPlan {
  environment: () => Variables;
  print: Print;
  log?: string;
  onChange?: () => void;
}

/** The programs lie in the folder of the one that runs. */
const runBeside = (name: "preparation" | "web" | "worker" | "sandbox") =>
  runProgram(path.dirname(process.argv[1] ?? ""), name);

export function planWeb({ environment, ...plan }: PartPlan): Part {
  const command = runBeside("web");
  return new Part({ name: "The web server", command, environment, ...plan, grace: 12_000 });
}

export function planWorker({ environment, ...plan }: PartPlan): Part {
  const command = runBeside("worker");
  return new Part({ name: "The worker", command, environment, ...plan, grace: 15_000 });
}

/** Brings the database up to date, fills an empty one, and ends; see preparation-program.ts. */
export function planPreparation({ environment, ...plan }: PartPlan): Part {
  const command = runBeside("preparation");
  return new Part({
    name: "The preparation of the database",
    command,
    environment,
    ...plan,
    grace: 5_000,
    timeoutMs: 300_000,
  });
}

export function planSandboxes(dataDir: string, { environment, ...plan }: PartPlan): Part {
  const command = runBeside("sandbox");
  const own = () => ({
    ...environment(),
    SANDBOX_DIR: path.join(dataDir, "sandbox"),
    SANDBOX_PORT: String(readSandbox(dataDir)?.port ?? 0),
  });
  return new Part({ name: "The carriers' sandbox", command, environment: own, ...plan, grace: 5_000 });
}

const sandboxReady = z.object({ url: z.url(), urls: sandboxPlace.shape.urls });

/** Keeps the sandboxes on their port as long as it is free: accounts, webhooks and bookmarks name it. */
export async function dropTakenSandboxPort(dataDir: string): Promise<void> {
  const known = readSandbox(dataDir);
  if (known && !(await isFree(known.port))) writeSandbox(dataDir, { ...known, port: 0 });
}

/** Notes the addresses from the sandboxes' first message, and returns them. */
export function noteSandbox(dataDir: string, message: PartMessage & { type: "ready" }): Variables {
  const { url, urls } = sandboxReady.parse(message);
  writeSandbox(dataDir, { port: Number(new URL(url).port), urls });
  return urls;
}

function writeSandbox(dataDir: string, place: SandboxPlace): void {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, "sandbox.json");
  writeFileSync(`${file}.new`, JSON.stringify(place));
  renameSync(`${file}.new`, file);
}
