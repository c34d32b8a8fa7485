import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { handler } from "@/lib/handler";
import { putUploadPart, putUploadPartPath } from "@/lib/services/uploads/put-part";

/**
 * Under /api so that the pages' proxy does not copy the body. The body is a part of the content, at most 4 MB of raw bytes. → `{ parts }`, the
 * parts that are there, or `{ error }`.
 */
export const PUT = handler("orders:write", { params: putUploadPartPath }, (ctx, input, request) => {
  const declared = Number(request.headers.get("content-length") ?? Number.NaN);
  return putUploadPart(ctx, {
    ...input,
    body: request.body && Readable.fromWeb(request.body as WebStream),
    declaredBytes: Number.isFinite(declared) ? declared : undefined,
  });
});
