import { listCarriers } from "@/lib/carriers/registry";
import { MigrationError } from "@/lib/db/migrate";
import { AppError } from "@/lib/domain/errors";
import { readSettings, SettingsError } from "@/lib/env";
import { resetAdmin } from "./reset-admin";
import { runPortal, type RunningPortal } from "./run-portal";
import { runSingle } from "./run-single";
import { StartupError } from "./startup-error";

const MODES = ["start", "web", "worker", "reset-admin"] as const;
type Mode = (typeof MODES)[number];

const print = (line: string) => console.log(line);
const ending = new AbortController();
let portal: RunningPortal | null = null;

// Before anything is started: a signal or the end of our parent in the middle of the start ends it in order, too.
process.on("SIGINT", end);
process.on("SIGTERM", end);
process.on("SIGHUP", end);
process.on("disconnect", end);
// The terminal may go away while we end in order.
process.stdout.on("error", () => undefined);
process.stderr.on("error", () => undefined);

try {
  const mode = parseMode(process.argv[2]);
  const settings = readSettings(process.env, listCarriers(), { isSharing: Boolean(process.env.DATABASE_URL?.trim()) });
  if (mode === "reset-admin") await resetAdmin(settings, print);
  else
    portal =
      mode === "start"
        ? await runPortal(settings, print, ending.signal)
        : await runSingle(mode, settings, print, ending.signal);
  if (ending.signal.aborted || mode === "reset-admin") await finish();
} catch (error) {
  if (!ending.signal.aborted) report(error);
  process.exit(ending.signal.aborted ? 0 : 1);
}

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
  const isToldByWords = [StartupError, SettingsError, MigrationError, AppError].some((kind) => error instanceof kind);
  console.error(isToldByWords && error instanceof Error ? error.message : error);
}
