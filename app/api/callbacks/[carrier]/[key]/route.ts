import { getRuntime } from "@/lib/auth/runtime";
import { log } from "@/lib/log";
import { publicHandler } from "@/lib/public-handler";
import { createCallbackDoors, isAdmitted } from "@/lib/services/messages/callback-door";
import { createCallbackStore } from "@/lib/services/messages/store-callback";

const MOST_BYTES = 64 * 1024;

type Call = { params: Promise<{ carrier: string; key: string }> };
type Reception = { findDoor: ReturnType<typeof createCallbackDoors>; store: ReturnType<typeof createCallbackStore> };

let reception: Reception | null = null;

function openReception(): Reception {
  const { database, carriers } = getRuntime();
  return { findDoor: createCallbackDoors({ sql: database.sql, carriers }), store: createCallbackStore(database.sql) };
}

/**
 * Where carriers report messages: a GET with everything in its query, or a POST of JSON (Bandwidth page, step 6). No session: the key in
 * the address is the account's own. Stored, answered, and only then understood by the worker.
 */
async function receiveGet(request: Request, call: Call): Promise<Response> {
  const { search, searchParams } = new URL(request.url);
  if (search.length > MOST_BYTES) return new Response("Too large", { status: 413 });
  return receive(request, call, () => Promise.resolve(readQuery(searchParams)));
}

async function receivePost(request: Request, call: Call): Promise<Response> {
  return receive(request, call, async () => {
    const text = await readBounded(request);
    return text === null ? undefined : readJson(text);
  });
}

export const GET = publicHandler("account key", receiveGet);
export const POST = publicHandler("account key", receivePost);

/** `readPayload` gives undefined for what is too large. */
async function receive(request: Request, { params }: Call, readPayload: () => Promise<unknown>): Promise<Response> {
  const { carrier, key } = await params;
  try {
    reception ??= openReception();
    const door = await reception.findDoor(carrier, key);
    if (door === null) return new Response("Not found", { status: 404 });
    if (!isAdmitted(door, request.headers.get("authorization")))
      return new Response("Unauthorized", {
        status: 401,
        headers: { "WWW-Authenticate": 'Basic realm="callbacks", charset="UTF-8"' },
      });
    const payload = await readPayload();
    if (payload === undefined) return new Response("Too large", { status: 413 });
    await reception.store({
      accountId: door.accountId,
      method: request.method === "GET" ? "GET" : "POST",
      payload,
    });
    return new Response(null, { status: 200 });
  } catch (error) {
    log.error({ err: error, carrier }, "a callback could not be stored");
    // Not acknowledged: the carrier keeps it and comes again.
    return new Response("Try again", { status: 503, headers: { "Retry-After": "5" } });
  }
}

/** A parameter that comes twice becomes a list. */
function readQuery(params: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(params.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = params.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}

/** What is no JSON is kept as text: nothing that a carrier sends is dropped for its form. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Null when the body is larger than any message event; measured while reading, whatever its header says. Throws for one that was cut
 * short: its carrier gave up, and comes again.
 */
async function readBounded(request: Request): Promise<string | null> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > MOST_BYTES) return null;
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
  if (size < announced) throw new Error("The body of a callback was cut short.");
  return Buffer.concat(chunks).toString("utf8");
}
