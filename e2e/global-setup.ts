import { readFileSync } from "node:fs";
import path from "node:path";
import { chromium, type FullConfig } from "@playwright/test";
import { z } from "zod";
import { signInAsPerson, waitForReact } from "./portal";
import { startPortal } from "./start-portal";

const sandbox = z.object({ urls: z.object({ admin: z.url(), inumbering: z.url() }) });

/** One portal for all browser tests, and one signed-in administrator. The workers learn of both through their environment. */
export default async function setUp({ projects }: FullConfig): Promise<() => Promise<void>> {
  const portal = await startPortal();
  const place = sandbox.parse(JSON.parse(readFileSync(path.join(portal.dataDir, "sandbox.json"), "utf8")));
  process.env.E2E_URL = portal.url;
  process.env.E2E_SANDBOX_ADMIN = place.urls.admin;
  process.env.E2E_INUMBERING = place.urls.inumbering;
  const browser = await chromium.launch(projects[0]?.use.launchOptions);
  try {
    const page = waitForReact(await browser.newPage({ baseURL: portal.url }));
    await signInAsPerson(page);
    process.env.E2E_COOKIES = JSON.stringify(await page.context().cookies());
  } finally {
    await browser.close();
  }
  return () => portal.remove();
}
