import { AppError } from "@/lib/domain/errors";
import { handler } from "@/lib/handler";
import { MOST_FILE_BYTES, readNumberFile } from "@/lib/services/import/read-number-file";

/** The bytes of one file as the body, its name percent-encoded in `X-File-Name`; answers a `NumberFile`, or `{ error }`. */
export const POST = handler("orders:write", {}, async (ctx, _input, request) => {
  const name = decodeName(request.headers.get("x-file-name"));
  return readNumberFile(ctx, { name, bytes: await readBounded(request, name) });
});

function decodeName(header: string | null): string {
  try {
    return decodeURIComponent(header ?? "").slice(0, 200) || "file";
  } catch {
    return "file";
  }
}

/** The limit is kept while the body comes in: what is too large is never held whole. */
async function readBounded(request: Request, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > MOST_FILE_BYTES) {
      await reader?.cancel();
      const most = `${(MOST_FILE_BYTES / 1e6).toFixed(0)} MB`;
      throw new AppError("INVALID_INPUT", `${name} is larger than ${most}. Split it and give the parts one by one.`);
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}
