import { listCarriers } from "@/lib/carriers/registry";
import { readSettings } from "@/lib/env";
import { explainStartupError, StartupError } from "@/lib/server/startup-error";
import { resetAdmin } from "./reset-admin";
import { runPortal, type RunningPortal } from "./run-portal";

const MODES = ["start", "dev", "reset-admin"] as const;
type Mode = (typeof MODES)[number];

const print = (line: string) => console.log(line);
const ending = new AbortController();
let portal: RunningPortal | null = null;

// Before anything is started: a signal or the end of our parent in the middle of the start ends it in order, too.
process.on("SIGINT", end);
process.on("SIGTERM", end);
process.on("SIGHUP", end);
process.on("disconnect", end);
process.on("message", (message) => {
  if (hasRestart(message)) portal?.restart(message.restart);
});
// The terminal may go away while we end in order.
process.stdout.on("error", () => undefined);
process.stderr.on("error", () => undefined);

try {
  const mode = parseMode(process.argv[2]);
  const settings = readSettings(process.env, listCarriers(), { isSharing: Boolean(process.env.DATABASE_URL?.trim()) });
  if (mode === "reset-admin") await resetAdmin(settings, print);
  else portal = await runPortal(settings, print, ending.signal);
  if (ending.signal.aborted || mode === "reset-admin") await finish();
} catch (error) {
  if (!ending.signal.aborted) report(error);
  process.exit(ending.signal.aborted ? 0 : 1);
}

/** What `npm run dev` sends when a program's code has changed. */
const hasRestart = (message: unknown): message is { restart: string } =>
  typeof message === "object" && message !== null && "restart" in message && typeof message.restart === "string";

function end(): void {
  if (ending.signal.aborted) return;
  ending.abort();
  if (portal) void finish();
}

async function finish(): Promise<void> {
  try {
    await portal?.stop();
    process.exit(0);
  } catch (error) {
    report(error);
    process.exit(1);
  }
}

function parseMode(text: string = "start"): Mode {
  const mode = MODES.find((known) => known === text);
  if (!mode) throw new StartupError(`There is no "${text}"; known are ${MODES.join(", ")}.`);
  return mode;
}

function report(error: unknown): void {
  console.error(explainStartupError(error) ?? error);
}
