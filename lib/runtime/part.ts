import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { ROOT } from "@/lib/server/files.mjs";
import { StartupError } from "@/lib/server/startup-error";

/** What a part sends over its channel when it serves, or when it cannot. */
export type PartMessage = { type: "ready"; [detail: string]: unknown } | { type: "failed"; message: string };

export interface PartOptions {
  /** As a person would call it: "The worker". */
  name: string;
  /** The program, relative to the repository's root, with node's own arguments before it. */
  command: readonly string[];
  /** Read at every start of the part, so that a restart sees what has changed. */
  environment: () => Readonly<Record<string, string>>;
  /** Milliseconds that an orderly end may take before the part is killed. */
  grace: number;
  /** Milliseconds until it has to be ready. */
  timeoutMs?: number;
  print: (line: string) => void;
  /** File for what the process prints; absent: our own output. */
  log?: string;
  /** Called at every start and end, for the record of what is running. */
  onChange?: () => void;
}

const FIRST_PAUSE = 250;
const MAX_PAUSE = 10_000;
const STEADY_AFTER = 30_000;

/**
 * One process of the portal: started, watched, started again with growing pauses when it dies unasked, ended in order.
 * The process itself ends when its channel to us closes, so that killing the supervisor leaves none behind.
 */
export class Part {
  readonly #options: PartOptions;
  #child: ChildProcess | null = null;
  #isStopping = false;
  #isRestarting = false;
  #pause = FIRST_PAUSE;

  constructor(options: PartOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  /** The living process's number, if there is one. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** Starts the part and resolves with its first message. Throws a StartupError when it fails; it is not tried again then. */
  async start(): Promise<PartMessage & { type: "ready" }> {
    const child = this.#spawn();
    const message = await awaitReady(child, this.#options);
    this.#watch(child);
    return message;
  }

  /** Ends the part in order; resolves when its process is gone. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const child = this.#child;
    if (!child || hasEnded(child)) return;
    const gone = awaitEnd(child);
    child.kill("SIGTERM");
    const isGone = await Promise.race([gone.then(() => true), delay(this.#options.grace, false, { ref: false })]);
    if (isGone) return;
    this.#options.print(`${this.name} did not end within ${this.#options.grace / 1000} seconds and was killed.`);
    child.kill("SIGKILL");
    await gone;
  }

  /** Ends the process; the watch starts it again with a fresh environment and code. */
  async restart(): Promise<void> {
    const child = this.#child;
    if (!child || hasEnded(child)) return;
    this.#isRestarting = true;
    const gone = awaitEnd(child);
    child.kill("SIGTERM");
    await gone;
  }

  #spawn(): ChildProcess {
    const { command, environment, log } = this.#options;
    // A file, not a pipe: a killed supervisor must not take the part's last words with it.
    const output = log === undefined ? "inherit" : openSync(log, "a", 0o600);
    const child = spawn(process.execPath, command, {
      cwd: ROOT,
      env: { ...process.env, ...environment() },
      // A group of its own: Ctrl-C in a terminal reaches the supervisor alone, which ends the parts in order.
      detached: true,
      stdio: ["ignore", output, output, "ipc"],
    });
    if (output !== "inherit") closeSync(output);
    this.#child = child;
    this.#options.onChange?.();
    return child;
  }

  #watch(child: ChildProcess): void {
    const since = Date.now();
    void awaitEnd(child).then((how) => {
      this.#options.onChange?.();
      if (this.#isStopping) return;
      if (Date.now() - since > STEADY_AFTER) this.#pause = FIRST_PAUSE;
      if (!this.#isRestarting) this.#options.print(`${this.name} ended unexpectedly (${how}); it is started again.`);
      this.#isRestarting = false;
      void this.#revive();
    });
  }

  async #revive(): Promise<void> {
    while (!this.#isStopping) {
      await delay(this.#pause);
      if (this.#isStopping) return;
      this.#pause = Math.min(this.#pause * 2, MAX_PAUSE);
      try {
        const child = this.#spawn();
        await awaitReady(child, this.#options);
        this.#watch(child);
        return;
      } catch (error) {
        if (!this.#isStopping) this.#options.print(error instanceof Error ? error.message : String(error));
      }
    }
  }
}

async function awaitReady(
  child: ChildProcess,
  { name, log, timeoutMs = 60_000 }: PartOptions,
): Promise<PartMessage & { type: "ready" }> {
  const timer = new AbortController();
  try {
    return await Promise.race([
      new Promise<PartMessage & { type: "ready" }>((resolve, reject) =>
        child.on("message", (message: PartMessage) => {
          if (message.type === "ready") resolve(message);
          if (message.type === "failed") reject(new StartupError(message.message));
        }),
      ),
      // A message of failure that was sent just before the end is to win.
      awaitEnd(child).then(async (how) => {
        await delay(50);
        throw new StartupError(`${name} did not start (${how}).${readTail(log)}`);
      }),
      delay(timeoutMs, undefined, { signal: timer.signal }).then(() => {
        throw new StartupError(`${name} was not ready within ${timeoutMs / 1000} seconds.${readTail(log)}`);
      }),
    ]);
  } catch (error) {
    if (!hasEnded(child)) {
      child.kill("SIGKILL");
      await awaitEnd(child);
    }
    throw error;
  } finally {
    timer.abort();
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Resolves with words on how the process ended. */
async function awaitEnd(child: ChildProcess): Promise<string> {
  if (hasEnded(child))
    return child.pid === undefined ? "could not be run" : describeExit(child.exitCode, child.signalCode);
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(describeExit(code, signal)));
    child.once("error", (error) => resolve(error.message));
  });
}

function describeExit(code: number | null, signal: string | null): string {
  return signal ? `signal ${signal}` : `exit code ${code ?? "unknown"}`;
}

function readTail(log: string | undefined): string {
  if (log === undefined || !existsSync(log)) return "";
  return `\nThe end of ${log}:\n${readFileSync(log, "utf8").trim().split("\n").slice(-15).join("\n")}`;
}
