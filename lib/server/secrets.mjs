// Plain JavaScript: the build needs it before any compiler is there.
import { hkdfSync, randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Secrets that a person may leave to us.
 * @typedef {{ NEXTAUTH_SECRET: string, SECRETS_KEY: string, SANDBOX_ADMIN_KEY: string }} Secrets
 */

const FILE = "secrets.json";

/**
 * Reads the secrets made at the first start from `dataDir`, or makes them (mode 0600). Those in `configured` win.
 * @param {string} dataDir
 * @param {Partial<Record<keyof Secrets, string>>} configured
 * @returns {Secrets}
 */
export function ensureSecrets(dataDir, configured) {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, FILE);
  if (!existsSync(file)) createOnce(file);
  /** @type {Secrets} */
  const made = JSON.parse(readFileSync(file, "utf8"));
  return {
    NEXTAUTH_SECRET: configured.NEXTAUTH_SECRET ?? made.NEXTAUTH_SECRET,
    SECRETS_KEY: configured.SECRETS_KEY ?? made.SECRETS_KEY,
    SANDBOX_ADMIN_KEY: configured.SANDBOX_ADMIN_KEY ?? made.SANDBOX_ADMIN_KEY,
  };
}

/**
 * The key by which Next names and encrypts server actions, 32 bytes as Base64. The same for every build of one installation, so that
 * web processes built on different machines accept each other's pages. It does not reveal the secret that it comes from.
 * @param {string} authSecret NEXTAUTH_SECRET
 */
export const deriveActionKey = (authSecret) =>
  Buffer.from(hkdfSync("sha256", authSecret, "", "tandem server actions", 32)).toString("base64");

/**
 * A key that encrypts must never be replaced: two starts at once agree on the first file that is in place.
 * @param {string} file
 */
function createOnce(file) {
  /** @type {Secrets} */
  const secrets = {
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
