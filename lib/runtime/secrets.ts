import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Secrets that a person may leave to us. */
export interface Secrets {
  NEXTAUTH_SECRET: string;
  SECRETS_KEY: string;
  SANDBOX_ADMIN_KEY: string;
}

const FILE = "secrets.json";

/** Reads the secrets made at the first start from `dataDir`, or makes them (mode 0600). Those that are given win. */
export function settleSecrets(dataDir: string, given: Partial<Record<keyof Secrets, string>>): Secrets {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, FILE);
  if (!existsSync(file)) createOnce(file);
  const made: Secrets = JSON.parse(readFileSync(file, "utf8"));
  return {
    NEXTAUTH_SECRET: given.NEXTAUTH_SECRET ?? made.NEXTAUTH_SECRET,
    SECRETS_KEY: given.SECRETS_KEY ?? made.SECRETS_KEY,
    SANDBOX_ADMIN_KEY: given.SANDBOX_ADMIN_KEY ?? made.SANDBOX_ADMIN_KEY,
  };
}

/** A key that encrypts must never be replaced: two starts at once agree on the first file that is in place. */
function createOnce(file: string): void {
  const secrets: Secrets = {
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    SECRETS_KEY: randomBytes(32).toString("base64"),
    SANDBOX_ADMIN_KEY: randomBytes(24).toString("base64url"),
  };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(secrets), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
