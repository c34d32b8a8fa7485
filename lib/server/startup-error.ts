import { MigrationError } from "@/lib/db/migrate";
import { AppError } from "@/lib/domain/errors";
import { SettingsError } from "@/lib/env";

/** A reason not to start whose message says everything: it is printed without a stack. */
export class StartupError extends Error {
  override name = "StartupError";
}

/** The message to print for an error that kept a process from starting; null for one that only its stack explains. */
export function explainStartupError(error: unknown): string | null {
  const isExplained = [StartupError, SettingsError, MigrationError, AppError].some((kind) => error instanceof kind);
  return isExplained && error instanceof Error ? error.message : null;
}
