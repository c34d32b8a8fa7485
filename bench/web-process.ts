import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ADMIN, type StartedPortal } from "../e2e/start-portal";

const noted = z.object({ parts: z.array(z.object({ name: z.string(), pid: z.number() })) });

/** Memory of the portal's web process alone, from the kernel (Linux only). */
export function openWebProcess({ dataDir }: StartedPortal) {
  const { parts } = noted.parse(JSON.parse(readFileSync(path.join(dataDir, "portal.json"), "utf8")));
  const pid = parts.find(({ name }) => name === "The web server")?.pid;
  if (pid === undefined) throw new Error("The portal notes no web server.");
  const read = (field: "VmRSS" | "VmHWM") =>
    Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN) /
    1_000;
  return {
    /** Resident memory now, in MB. */
    readMb: () => read("VmRSS"),
    /** The most since `forgetPeak`, in MB. */
    readPeakMb: () => read("VmHWM"),
    forgetPeak: () => writeFileSync(`/proc/${pid}/clear_refs`, "5"),
  };
}

/** The administrator's session, as the value of a Cookie header. */
export async function signInByHttp(url: string): Promise<string> {
  const jar = new Map<string, string>();
  const keep = (response: Response) => {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
  };
  const write = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const csrf = await fetch(`${url}/api/auth/csrf`);
  keep(csrf);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await csrf.json());
  const signedIn = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: write(), origin: url },
    body: new URLSearchParams({ csrfToken, ...ADMIN, callbackUrl: url, json: "true" }),
  });
  keep(signedIn);
  if (![...jar.keys()].some((name) => name.includes("session")))
    throw new Error(`Not signed in: HTTP ${signedIn.status}`);
  return write();
}
