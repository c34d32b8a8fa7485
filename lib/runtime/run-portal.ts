import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Settings } from "@/lib/env";
import { type Part } from "./part";
import { dropTakenSandboxPort, noteSandbox, planPreparation, planSandboxes, planWeb, planWorker } from "./parts";
import { isFree } from "./postgres/settings";
import { PostgresPart } from "./postgres-part";
import { type Preparation, toPreparation } from "./preparation";
import { takeRunLock } from "./run-lock";
import { toVariables } from "@/lib/server/process-variables";
import { ensureSecrets } from "@/lib/server/secrets.mjs";
import { StartupError } from "@/lib/server/startup-error";
import { printWelcome } from "./welcome";

export interface RunningPortal {
  /** Ends everything in order: web, worker, sandboxes, PostgreSQL. Resolves when no process of ours is left. */
  stop(): Promise<void>;
  /** Restarts a process with changed code. */
  restart(program: string): void;
}

type Print = (line: string) => void;

const PORT_TIMEOUT_MS = 3_000;
const LOG_LIMIT = 20_000_000;

/**
 * `npm start`: database, sandboxes for the carriers without credentials, worker and web server. Resolves when the portal
 * answers. `signal` ends a start that is under way; whatever already runs is stopped in order, then it throws.
 */
export async function runPortal(settings: Settings, print: Print, signal: AbortSignal): Promise<RunningPortal> {
  const dataDir = settings.DATA_DIR;
  mkdirSync(dataDir, { recursive: true });
  const lock = await takeRunLock(dataDir);
  const running: { name: string; pid: number | null; stop(): Promise<void> }[] = [];
  const onChange = () => lock.note(running);
  const stop = async () => {
    while (running.length > 0) {
      await running.at(-1)?.stop();
      running.pop();
    }
    lock.release();
  };
  const launch = async <Outcome>(part: {
    name: string;
    pid: number | null;
    start(): Promise<Outcome>;
    stop(): Promise<void>;
  }) => {
    signal.throwIfAborted();
    running.push(part);
    const abort = () => void part.stop();
    signal.addEventListener("abort", abort);
    try {
      const outcome = await part.start();
      signal.throwIfAborted();
      return outcome;
    } finally {
      signal.removeEventListener("abort", abort);
    }
  };

  try {
    await assertPortIsFree(settings.PORT, settings.HOST);
    const variables: Record<string, string> = { ...toVariables(settings), ...ensureSecrets(dataDir, settings) };
    const isDev = process.env.TANDEM_DEV === "1";
    const plan = { environment: () => variables, print, onChange, log: isDev ? undefined : openLog(dataDir) };
    const followers: Part[] = [];
    const parts: Record<string, Part> = {};
    const startDatabase = async () => {
      if (settings.DATABASE_URL !== undefined) return;
      const noteUrl = () => (variables.DATABASE_URL = postgres.url);
      const onMove = () => {
        noteUrl();
        for (const part of followers) void part.restart();
      };
      const postgres = new PostgresPart({ dataDir, print, onMove, onChange });
      await launch(postgres);
      noteUrl();
    };
    const startSandboxes = async () => {
      if (settings.simulated.length === 0) return;
      parts.sandbox = planSandboxes(dataDir, plan);
      variables.SANDBOX_URLS = JSON.stringify(noteSandbox(dataDir, await launch(parts.sandbox)));
    };
    await dropTakenSandboxPort(dataDir);
    // What is started first is stopped last; what does not need the other starts beside it.
    await Promise.all([startDatabase(), startSandboxes()]);
    const preparation = await prepare(plan, signal);
    parts.worker = planWorker(plan);
    followers.push(parts.worker, planWeb(plan));
    await Promise.all(followers.map(launch));
    printWelcome(settings, preparation, print);
    return { stop, restart: (program) => void parts[program]?.restart() };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the parts print goes to a file; of an old one only the newest run is kept once it is large. */
function openLog(dataDir: string): string {
  const log = path.join(dataDir, "portal.log");
  if (existsSync(log) && statSync(log).size > LOG_LIMIT) rmSync(log);
  return log;
}

/** Runs the preparation to its end; it is a process of its own so that the supervisor stays small. */
async function prepare(plan: Parameters<typeof planPreparation>[0], signal: AbortSignal): Promise<Preparation> {
  signal.throwIfAborted();
  const part = planPreparation(plan);
  const abort = () => void part.stop();
  signal.addEventListener("abort", abort);
  try {
    const message = await part.start();
    await part.stop();
    return toPreparation(message);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** A portal that was just killed may hold its port for a moment. */
async function assertPortIsFree(port: number, host: string | undefined): Promise<void> {
  for (const deadline = Date.now() + PORT_TIMEOUT_MS; !(await isFree(port, host)); await delay(100))
    if (Date.now() > deadline)
      throw new StartupError(`Port ${port} is taken by another program. Set PORT to a free one.`);
}
