import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { readNumberFile } from "@/lib/services/import/read-number-file";

/**
 * Below /api, where the proxy of the pages does not copy the whole body first. The bytes of one file as the body, its name percent-encoded in `X-File-Name`; answers a `NumberFile`, or `{ error }`.
 */
export async function POST(request: Request) {
  try {
    const ctx = await authorizeRequest("orders:write", request);
    const declared = Number(request.headers.get("content-length") ?? Number.NaN);
    return Response.json(
      await readNumberFile(ctx, {
        name: decodeName(request.headers.get("x-file-name")),
        body: request.body && Readable.fromWeb(request.body as WebStream),
        declaredBytes: Number.isFinite(declared) ? declared : undefined,
        signal: request.signal,
      }),
      { headers: { "Cache-Control": "no-store" } },
    );
  } catch (error) {
    return respondFailure(error);
  }
}

function decodeName(header: string | null): string {
  try {
    return decodeURIComponent(header ?? "").slice(0, 200) || "file";
  } catch {
    return "file";
  }
}
