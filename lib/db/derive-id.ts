import "server-only";
import { createHash } from "node:crypto";

/** A UUID (version 8) that the same parts always lead to. */
export function deriveId(...parts: readonly string[]): string {
  const hex = createHash("sha256").update(parts.join(":")).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
