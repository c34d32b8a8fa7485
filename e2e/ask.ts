import { readFileSync } from "node:fs";
import { Agent, request, type IncomingHttpHeaders } from "node:http";
import path from "node:path";
import { ROOT } from "@/lib/server/files.mjs";

/** A browser's request context would correct the addresses and add an Origin; what is tried here has to leave as it is written. */
export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };
export type Asked = { method?: string; headers?: Record<string, string | undefined>; body?: string };

// A kept connection may be closed by the server in the moment in which it is used again.
const agent = new Agent({ keepAlive: false, maxSockets: 8 });

/** The portal's address, from the global set-up. */
export const base = () => new URL(process.env.E2E_URL ?? "");

export async function ask(address: string, { method = "GET", headers = {}, body }: Asked = {}): Promise<Answer> {
  const { hostname, port, host } = base();
  return new Promise((resolve, reject) => {
    const isSized = body !== undefined && headers["transfer-encoding"] === undefined;
    const given = { host, ...(isSized && { "content-length": String(Buffer.byteLength(body)) }), ...headers };
    const sent = request({ agent, hostname, port, path: address, method });
    for (const [name, value] of Object.entries(given)) if (value !== undefined) sent.setHeader(name, value);
    sent.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString("utf8"),
        }),
      );
      response.on("error", reject);
      // A stream never ends: its beginning is the answer.
      if (response.headers["content-type"]?.startsWith("text/event-stream")) {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: "" });
        sent.destroy();
      }
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Several at once, in their order. */
export async function askAll<T, R>(inputs: readonly T[], one: (input: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const run = async () => {
    for (let index = next++; index < inputs.length; index = next++) {
      const input = inputs[index];
      if (input !== undefined) results[index] = await one(input);
    }
  };
  await Promise.all(Array.from({ length: 8 }, run));
  return results;
}

/** What the browser of someone holds. */
export type Cookies = Record<string, string>;
export const writeCookies = (cookies: Cookies) =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");

const readCookies = ({ headers }: Answer): Cookies =>
  Object.fromEntries(
    (headers["set-cookie"] ?? []).map((line) => {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );

/** As the sign-in form does it; no session cookie comes back from a refusal. */
export async function signInAs(
  { email, password }: { email: string; password: string },
  cookies: Cookies = {},
): Promise<Cookies> {
  const csrf = await ask("/api/auth/csrf", { headers: { cookie: writeCookies(cookies) } });
  const { csrfToken } = JSON.parse(csrf.text) as { csrfToken: string };
  const held = { ...cookies, ...readCookies(csrf) };
  const answer = await ask("/api/auth/callback/credentials", {
    method: "POST",
    headers: {
      cookie: writeCookies(held),
      origin: base().origin,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }).toString(),
  });
  return { ...held, ...readCookies(answer) };
}

export const isSignedIn = (cookies: Cookies) => Object.keys(cookies).some((name) => name.endsWith("tandem.session"));

type Manifest = { node: Record<string, { workers: Record<string, unknown>; filename: string; exportedName: string }> };

/** Every server action of the build: its id, and a page that takes it. */
export function listBuiltActions(): { id: string; name: string; page: string }[] {
  const folder = process.env.TANDEM_DIST_DIR || ".next";
  const text = readFileSync(path.join(ROOT, folder, "server/server-reference-manifest.json"), "utf8");
  return Object.entries((JSON.parse(text) as Manifest).node).map(([id, { workers, filename, exportedName }]) => {
    const [worker = ""] = Object.keys(workers);
    const parts = worker.split("/").slice(1, -1);
    const page = `/${parts.filter((part) => !part.startsWith("(")).join("/")}`.replaceAll(/\[\w+\]/g, "+12015550123");
    return { id, name: `${filename.replace("app/", "")} ${exportedName}`, page };
  });
}

/** Calls an action as the framework's client does. */
export const callAction = (
  { id, page }: { id: string; page: string },
  input: unknown,
  cookies: Cookies,
  headers: Record<string, string> = { origin: base().origin },
): Promise<Answer> =>
  ask(page, {
    method: "POST",
    headers: {
      cookie: writeCookies(cookies),
      "next-action": id,
      accept: "text/x-component",
      "content-type": "text/plain;charset=UTF-8",
      ...headers,
    },
    body: JSON.stringify([input]),
  });

/** What an action returned; null when it did not come to that. */
export function readResult({ text }: Answer): { ok: boolean; data?: unknown; error?: { code: string } } | null {
  const line = text.split("\n").find((one) => one.startsWith('1:{"ok"'));
  return line === undefined ? null : JSON.parse(line.slice(2));
}
