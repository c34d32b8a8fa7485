import "server-only";
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { AppError } from "@/lib/domain/errors";

const VERSION = "v1";

/** AES-256-GCM, key outside the database. The account's id is bound in, so that an envelope cannot be moved to another row. */
export function sealSecrets(secrets: Record<string, string>, secretsKey: string, accountId: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", deriveKey(secretsKey), iv);
  cipher.setAAD(Buffer.from(accountId));
  const body = Buffer.concat([cipher.update(JSON.stringify(secrets), "utf8"), cipher.final()]);
  return [VERSION, iv.toString("base64"), cipher.getAuthTag().toString("base64"), body.toString("base64")].join(".");
}

/** Throws AppError CONFLICT when the key is not the one that sealed. */
export function openSecrets(envelope: string | null, secretsKey: string, accountId: string): Record<string, string> {
  if (!envelope) return {};
  const [version, iv, tag, body] = envelope.split(".");
  try {
    if (version !== VERSION || !iv || !tag || body === undefined) throw new Error("unknown envelope");
    const decipher = createDecipheriv("aes-256-gcm", deriveKey(secretsKey), Buffer.from(iv, "base64"));
    decipher.setAAD(Buffer.from(accountId));
    decipher.setAuthTag(Buffer.from(tag, "base64"));
    const text = Buffer.concat([decipher.update(Buffer.from(body, "base64")), decipher.final()]).toString("utf8");
    return JSON.parse(text) as Record<string, string>;
  } catch (cause) {
    throw new AppError("CONFLICT", "The stored credentials cannot be opened with this SECRETS_KEY. Enter them again.", {
      cause,
    });
  }
}

const deriveKey = (secretsKey: string) => createHash("sha256").update("tandem:secrets:").update(secretsKey).digest();
