import "server-only";
import { AppError } from "@/lib/domain/errors";
import { MAX_LIST_CHARACTERS } from "@/lib/domain/number-list";

/** A character takes at most four bytes. */
const MAX_BYTES = 4 * MAX_LIST_CHARACTERS;

/** The text of a body, which is never held whole where it is too long. Throws INVALID_INPUT. */
export async function readPastedText(body: AsyncIterable<Uint8Array> | null): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    if (bytes > MAX_BYTES) throw new AppError("INVALID_INPUT", "The text is too long. Paste it in parts.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
