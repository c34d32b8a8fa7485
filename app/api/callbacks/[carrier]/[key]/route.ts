import { getRuntime } from "@/lib/auth/runtime";
import { readPath } from "@/lib/domain/read-query";
import { log } from "@/lib/log";
import { publicHandler } from "@/lib/public-handler";
import { type CallbackEndpoint, createCallbackEndpoints, isAdmitted } from "@/lib/services/messages/callback-endpoint";
import { createCallbackStore } from "@/lib/services/messages/store-callback";

const MAX_BYTES = 64 * 1024;
const BODY_TIMEOUT_MS = 10_000;

type Call = { params: Promise<{ carrier: string; key: string }> };
type CallbackReceiver = {
  findEndpoint: ReturnType<typeof createCallbackEndpoints>;
  store: ReturnType<typeof createCallbackStore>;
};

const receptions = new WeakMap<object, CallbackReceiver>();

/** One per database: a process has one, a test run several. */
function openReceiver(): CallbackReceiver {
  const { database, carriers } = getRuntime();
  const known = receptions.get(database);
  if (known) return known;
  const opened = {
    findEndpoint: createCallbackEndpoints({ sql: database.sql, carriers }),
    store: createCallbackStore(database.sql),
  };
  receptions.set(database, opened);
  return opened;
}

/**
 * Where carriers report messages: a GET with a query, or a POST (Bandwidth page, step 6). No session: the key in the URL
 * identifies the account. Stored as received and acknowledged, then parsed by the worker.
 */
async function receiveGet(request: Request, call: Call): Promise<Response> {
  const { search } = new URL(request.url);
  if (search.length > MAX_BYTES) return new Response("Too large", { status: 413 });
  return receive(request, call, (endpoint) => store(endpoint, "GET", search.slice(1)));
}

async function receivePost(request: Request, call: Call): Promise<Response> {
  return receive(request, call, async (endpoint) => {
    const raw = await readBounded(request);
    return typeof raw === "string" ? store(endpoint, "POST", raw) : raw;
  });
}

/** Checks the address as a GET would, but stores nothing; used when setting it up. */
async function checkAddress(request: Request, call: Call): Promise<Response> {
  return receive(request, call, () => Promise.resolve(new Response(null, { status: 200 })));
}

const refuseMethod = async (): Promise<Response> =>
  new Response("Method not allowed", { status: 405, headers: { Allow: "GET, HEAD, POST" } });

export const GET = publicHandler("account key", receiveGet);
export const POST = publicHandler("account key", receivePost);
export const HEAD = publicHandler("account key", checkAddress);
export const DELETE = publicHandler("account key", refuseMethod);
export const OPTIONS = publicHandler("account key", refuseMethod);
export const PATCH = publicHandler("account key", refuseMethod);
export const PUT = publicHandler("account key", refuseMethod);

async function store({ accountId, hide }: CallbackEndpoint, method: "GET" | "POST", raw: string): Promise<Response> {
  await openReceiver().store({ accountId, method, raw: hide(raw) });
  return new Response(null, { status: 200 });
}

async function receive(
  request: Request,
  { params }: Call,
  take: (endpoint: CallbackEndpoint) => Promise<Response>,
): Promise<Response> {
  const { carrier, key } = readPath(await params);
  try {
    const endpoint = await openReceiver().findEndpoint(carrier, key);
    if (endpoint === null) return new Response("Not found", { status: 404 });
    if (!isAdmitted(endpoint, request.headers.get("authorization")))
      return new Response("Unauthorized", {
        status: 401,
        headers: { "WWW-Authenticate": 'Basic realm="callbacks", charset="UTF-8"' },
      });
    return await take(endpoint);
  } catch (error) {
    log.error({ err: error, carrier }, "a callback could not be stored");
    // Not acknowledged, so the carrier sends it again.
    return new Response("Try again", { status: 503, headers: { "Retry-After": "5" } });
  }
}

/**
 * The body as text, or a 408/413 response if it is too slow or larger than any message event (measured while reading).
 * Throws for a truncated body; the carrier sends it again.
 */
async function readBounded(request: Request): Promise<string | Response> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > MAX_BYTES) return new Response("Too large", { status: 413 });
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  const isLate = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), BODY_TIMEOUT_MS);
  });
  try {
    for (;;) {
      const part = await Promise.race([reader?.read(), isLate]);
      if (part === "late") return refuseRest(408, "Too slow");
      if (!part || part.done) break;
      size += part.value.byteLength;
      if (size > MAX_BYTES) return refuseRest(413, "Too large");
      chunks.push(part.value);
    }
  } finally {
    clearTimeout(timer);
  }
  if (size < announced) throw new Error("The body of a callback is truncated.");
  return Buffer.concat(chunks).toString("utf8");
}

/** Leaves the rest of the body unread: canceling it would close the connection before the response. */
const refuseRest = (status: number, reason: string) =>
  new Response(reason, { status, headers: { Connection: "close" } });
