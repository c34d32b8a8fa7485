import { fetch } from "undici";
import { callbackAgent, refuseCallback } from "./callback-guard";

/** One try at somebody's callback address. */
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
  body?: string;
  timeoutMs: number;
  allowPrivateHosts: boolean;
}

export async function deliverCallback(delivery: Delivery): Promise<DeliveryAttempt> {
  const { url, method, headers, body, timeoutMs, allowPrivateHosts } = delivery;
  try {
    const target = new URL(url);
    const refusal = refuseCallback(target, allowPrivateHosts);
    if (refusal !== null) return { url, method, status: null, error: `not sent: ${refusal}` };
    const { username, password } = target;
    // User name and password of an address stand for a header; nobody's fetch takes them where they are.
    target.username = "";
    target.password = "";
    const basic = btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
    const response = await fetch(target, {
      method,
      headers: { ...headers, ...(username !== "" && { authorization: `Basic ${basic}` }) },
      body,
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
export function redirectCallback(url: string, callbacksTo: string | null): string {
  if (callbacksTo === null) return url;
  const target = new URL(url);
  const origin = new URL(callbacksTo);
  target.protocol = origin.protocol;
  target.host = origin.host;
  return target.toString();
}
