import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { cleanText, cutText } from "@/lib/domain/clean-text";
import { handler } from "@/lib/handler";
import { createLookup } from "@/lib/services/lookup/create-lookup";
import { readPastedText } from "@/lib/services/lookup/read-pasted-text";

/** The body is a pasted text, or a file whose name is percent-encoded in `X-File-Name`. → `{ id }`. */
export const POST = handler("numbers:read", {}, async (ctx, _input, request) => {
  const name = request.headers.get("x-file-name");
  const body = request.body && Readable.fromWeb(request.body as WebStream);
  if (name === null) return createLookup(ctx, { source: "text", text: await readPastedText(body) });
  const declared = Number(request.headers.get("content-length") ?? Number.NaN);
  return createLookup(ctx, {
    source: "file",
    name: decodeName(name),
    body,
    declaredBytes: Number.isFinite(declared) ? declared : undefined,
    signal: request.signal,
  });
});

function decodeName(header: string): string {
  try {
    return cutText(cleanText(decodeURIComponent(header)), 200) || "file";
  } catch {
    return "file";
  }
}
