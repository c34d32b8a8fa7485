import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { credentials } from "@/lib/sandbox/intelepeer/credentials";
import type { Page } from "@playwright/test";
import { expect, expectNoViolations, signInAsPerson, test, waitForReact } from "./portal";
import { startPortal } from "./start-portal";

const sandbox = z.object({ urls: z.object({ intelepeer: z.url() }) });
const NUMBERS = "(201) 655-0801\n(201) 655-0802";

test("a second account is off until its test passes, is named as live, and is never chosen by itself", async ({
  browser,
}) => {
  // A portal of its own: a live account would stand in every other story.
  const portal = await startPortal();
  const context = await browser.newContext({ baseURL: portal.url, viewport: { width: 1440, height: 900 } });
  const page = waitForReact(await context.newPage());
  try {
    const { urls } = sandbox.parse(JSON.parse(readFileSync(path.join(portal.dataDir, "sandbox.json"), "utf8")));
    await signInAsPerson(page);
    const note = page.getByRole("note").first();
    await expect(note).toContainText("Sandbox: Bandwidth, IntelePeer, iNumbering.");

    await page.goto("/settings/carriers/new");
    await page.getByLabel("Carrier", { exact: true }).selectOption({ label: "IntelePeer" });
    await page.getByLabel("Name", { exact: true }).fill("Main");
    await page.getByLabel("URL", { exact: true }).fill(urls.intelepeer);
    await page.getByLabel("Token", { exact: true }).fill("not-the-right-token");
    await page.getByRole("button", { name: "Add and test the account" }).click();
    await page.waitForURL(/\/settings\/carriers\/[0-9a-f-]{36}$/);
    await expect(page.getByText("IntelePeer refused the credentials").first()).toBeVisible();
    await expect(page.getByText("Off until a test passes").first()).toBeVisible();
    await shoot(page, "account-off");
    await page.goto("/sms");
    const account = page.getByLabel("Carrier account");
    await expect(account.getByRole("option")).toHaveCount(1);

    await page.goto("/settings/carriers");
    await page.getByRole("link", { name: "Edit IntelePeer · Main" }).click();
    await page.getByLabel("Token", { exact: true }).fill(credentials.token);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved and tested. The account is on.")).toBeVisible();

    await page.goto("/sms");
    await expect(note).toContainText("Sandbox: Bandwidth, IntelePeer · Sandbox, iNumbering. Live: IntelePeer · Main.");
    await expect(account).toHaveValue("");
    await expect(page.getByText("Choose an account first.")).toBeVisible();
    await shoot(page, "no-account");
    await page.goto("/sms");
    await account.selectOption({ label: "IntelePeer · Main (live)" });
    await page.getByLabel("Numbers", { exact: true }).fill(NUMBERS);
    await page.getByRole("button", { name: "Check 2 numbers" }).click();
    const order = page.getByRole("button", { name: "Turn SMS on for 2 numbers · live" });
    await expect(order).toBeEnabled();
    await shoot(page, "live-account");
    await order.click();
    await page.waitForURL(/\/orders\/./);
    await page.goto("/sms");
    await expect(account.getByRole("option", { name: "IntelePeer · Main (live)" })).toHaveJSProperty("selected", true);
  } finally {
    await context.close();
    await portal.remove();
  }
});

/** Axe in light and dark; with SHOTS set to a folder, pictures in both and at both widths. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.SHOTS;
  for (const colorScheme of folder ? (["light", "dark"] as const) : [])
    for (const width of [1440, 390]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: path.join(folder ?? "", `${name}-${colorScheme}-${width}.png`) });
    }
  await page.setViewportSize({ width: 1440, height: 900 });
  await expectNoViolations(page);
}
