import { getRuntime } from "@/lib/auth/runtime";
import { log } from "@/lib/log";
import { storeCallback } from "@/lib/services/messages/store-callback";

const MOST_BYTES = 64 * 1024;

type Call = { params: Promise<{ carrier: string; key: string }> };

/**
 * Where carriers report messages: a GET with everything in its query, or a POST of JSON (Bandwidth page, step 6). No session: the key in
 * the address is the account's own. Stored, answered, and only then understood by the worker.
 */
export async function GET(request: Request, call: Call): Promise<Response> {
  return receive(call, "GET", Object.fromEntries(new URL(request.url).searchParams));
}

export async function POST(request: Request, call: Call): Promise<Response> {
  const text = await readBounded(request);
  if (text === null) return new Response("Too large", { status: 413 });
  let payload: unknown;
  try {
    payload = JSON.parse(text);
  } catch {
    return new Response("Not JSON", { status: 400 });
  }
  return receive(call, "POST", payload);
}

async function receive({ params }: Call, method: string, payload: unknown): Promise<Response> {
  const { carrier, key } = await params;
  try {
    const id = await storeCallback(getRuntime().database.sql, carrier, key, method, payload);
    return id === null ? new Response("Not found", { status: 404 }) : new Response(null, { status: 200 });
  } catch (error) {
    log.error({ err: error, carrier }, "a callback could not be stored");
    // Not acknowledged: the carrier keeps it and comes again.
    return new Response("Try again", { status: 503, headers: { "Retry-After": "5" } });
  }
}

/** Null when the body is larger than any message event; measured while reading, whatever its header says. */
async function readBounded(request: Request): Promise<string | null> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > MOST_BYTES) {
      await reader?.cancel();
      return null;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}
