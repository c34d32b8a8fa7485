import { fetch } from "undici";
import { callbackAgent, refuseCallback } from "./callback-guard";

/** One attempt to reach a callback address. */
export interface DeliveryAttempt {
  url: string;
  method: string;
  /** HTTP status, or null when no answer came. */
  status: number | null;
  error?: string;
}

export interface Delivery {
  url: string;
  method: "GET" | "POST";
  headers?: Record<string, string>;
  contentType?: string;
  /** Sent as JSON by POST, in the query by GET. */
  fields: Readonly<Record<string, string>>;
  timeoutMs: number;
}

export interface DeliveryOptions {
  /** Callbacks may go into private networks. */
  allowPrivateHosts: boolean;
  /** Origin to which callbacks go instead of the one registered. */
  callbacksTo: string | null;
}

export async function deliverCallback(
  { method, headers, contentType = "application/json", fields, timeoutMs, ...delivery }: Delivery,
  { allowPrivateHosts, callbacksTo }: DeliveryOptions,
): Promise<DeliveryAttempt> {
  let { url } = delivery;
  try {
    url = redirectCallback(url, callbacksTo);
    const target = new URL(url);
    const refusal = refuseCallback(target, allowPrivateHosts);
    if (refusal !== null) return { url, method, status: null, error: `not sent: ${refusal}` };
    if (method === "GET") for (const [name, value] of Object.entries(fields)) target.searchParams.append(name, value);
    const { username, password } = target;
    // fetch refuses an address with a user name: it becomes a header.
    target.username = "";
    target.password = "";
    const basic = btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
    const response = await fetch(target, {
      method,
      headers: {
        ...headers,
        ...(method === "POST" && { "content-type": contentType }),
        ...(username !== "" && { authorization: `Basic ${basic}` }),
      },
      ...(method === "POST" && { body: JSON.stringify(fields) }),
      redirect: "manual",
      dispatcher: callbackAgent(allowPrivateHosts),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    return { url, method, status: response.status };
  } catch (error) {
    return { url, method, status: null, error: error instanceof Error ? error.message : "failed" };
  }
}

/** With `callbacksTo` set, the address keeps its path and query but is reached at that origin. */
function redirectCallback(url: string, callbacksTo: string | null): string {
  if (callbacksTo === null) return url;
  const target = new URL(url);
  const origin = new URL(callbacksTo);
  target.protocol = origin.protocol;
  target.host = origin.host;
  return target.toString();
}
