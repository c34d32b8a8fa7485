import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { cleanText, cutText } from "@/lib/domain/clean-text";
import { handler } from "@/lib/handler";
import { readNumberFile } from "@/lib/services/uploads/read-number-file";

/**
 * Under /api so that the pages' proxy does not copy the body. The body is one file, its name percent-encoded in
 * `X-File-Name`. → `NumberFile` or `{ error }`.
 */
export const POST = handler("orders:write", {}, (ctx, _input, request) => {
  const declared = Number(request.headers.get("content-length") ?? Number.NaN);
  return readNumberFile(ctx, {
    name: decodeName(request.headers.get("x-file-name")),
    body: request.body && Readable.fromWeb(request.body as WebStream),
    declaredBytes: Number.isFinite(declared) ? declared : undefined,
    signal: request.signal,
  });
});

function decodeName(header: string | null): string {
  try {
    return cutText(cleanText(decodeURIComponent(header ?? "")), 200) || "file";
  } catch {
    return "file";
  }
}
