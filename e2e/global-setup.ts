import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { startPortal } from "./start-portal";

const sandbox = z.object({ urls: z.object({ admin: z.url(), inumbering: z.url() }) });

/** One portal for all browser tests. The workers learn of it through their environment. */
export default async function setUp(): Promise<() => Promise<void>> {
  const portal = await startPortal();
  const place = sandbox.parse(JSON.parse(readFileSync(path.join(portal.dataDir, "sandbox.json"), "utf8")));
  process.env.E2E_URL = portal.url;
  process.env.E2E_SANDBOX_ADMIN = place.urls.admin;
  process.env.E2E_INUMBERING = place.urls.inumbering;
  return () => portal.remove();
}
