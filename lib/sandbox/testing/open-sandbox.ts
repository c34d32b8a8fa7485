import { SANDBOX_CREDENTIALS, type SettingsPatch } from "../registry";
import { type Sandboxes, startSandboxes } from "../start-sandboxes";

/** Limits off and no delays: a test turns on what it is about. */
export const QUICK: SettingsPatch = {
  limits: {
    intelepeer: null,
    inumbering: null,
    bandwidthDashboard: null,
    bandwidthApplications: null,
    bandwidthPhoneNumbers: null,
    bandwidthPhoneNumbersRead: null,
    bandwidthMessages: null,
  },
  intelepeer: { requestedMs: 0, provisioningMs: 0, derequestedMs: 0, deprovisioningMs: 0, inboundRetryMs: 1 },
  inumbering: { listDelayMs: 0, campaignDelayMs: 0, brandDelayMs: 0, campaignReviewMs: 0 },
  bandwidth: { receivedMs: 0, processingMs: 0 },
  messaging: { queuedMs: 0, sendingMs: 0, deliveryMs: 0 },
};

export function openSandbox(dataDir: string | null = null, settings: SettingsPatch = {}): Promise<Sandboxes> {
  return startSandboxes({ dataDir, settings: QUICK }).then((sandboxes) => {
    sandboxes.changeSettings(settings);
    return sandboxes;
  });
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON, or undefined. */
  json: unknown;
}

export async function call(
  method: string,
  url: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { body, headers } = options;
  const isText = typeof body === "string";
  const response = await fetch(url, {
    method,
    headers: { "content-type": isText ? "application/xml" : "application/json", ...headers },
    body: body === undefined ? undefined : isText ? body : JSON.stringify(body),
    redirect: "manual",
  }).catch((error: unknown) => {
    // What failed is in its cause, which a report of the test does not show.
    throw error instanceof Error ? new Error(`${error.message}: ${String(error.cause)}`, { cause: error }) : error;
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const bearer = { authorization: `Bearer ${SANDBOX_CREDENTIALS.intelepeer.token}` };

export function basic(user: string, password: string): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
}
