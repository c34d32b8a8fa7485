import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Page } from "@playwright/test";
import {
  CARRIER_TIMEOUT_MS,
  confirmLarge,
  expect,
  expectEnded,
  expectNoViolations,
  readSums,
  signInAsPerson,
  test,
  waitForReact,
} from "./portal";
import { SANDBOX_KEY, startPortal, type StartedPortal } from "./start-portal";

const place = z.object({ urls: z.object({ admin: z.url() }) });

// A portal of its own: a carrier that fails here would hold up every other story.
test.describe.configure({ mode: "serial" });

let portal: StartedPortal;
let page: Page;

test.beforeAll(async ({ browser }) => {
  portal = await startPortal();
  const context = await browser.newContext({ baseURL: portal.url, viewport: { width: 1440, height: 900 } });
  page = waitForReact(await context.newPage());
  await signInAsPerson(page);
});
test.afterAll(async () => {
  await page?.context().close();
  await portal?.remove();
});

async function callSandbox(method: "POST" | "DELETE", body?: unknown): Promise<void> {
  const { urls } = place.parse(JSON.parse(readFileSync(path.join(portal.dataDir, "sandbox.json"), "utf8")));
  const response = await fetch(`${urls.admin}/faults`, {
    method,
    headers: { "x-admin-key": SANDBOX_KEY, "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  expect(response.ok).toBe(true);
}

async function placeOrder(numbers: readonly string[]): Promise<void> {
  const noun = numbers.length === 1 ? "1 number" : `${numbers.length} numbers`;
  await page.goto("/sms");
  await page.getByLabel("Numbers", { exact: true }).fill(numbers.join("\n"));
  await page.getByRole("button", { name: `Check ${noun}` }).click();
  await page.getByRole("button", { name: `Turn SMS on for ${noun}` }).click();
  if (numbers.length > 25) await confirmLarge(page, `Turn SMS on for ${noun}`);
  await page.waitForURL(/\/orders\/./);
}

test("a failing carrier is paused, every page says so, and its order resumes when it recovers", async () => {
  await callSandbox("POST", { carrier: "intelepeer", fault: { kind: "status", status: 503 } });
  await placeOrder(["2125558001", "2125558002"]);
  const order = page.url();
  const notice = page.getByRole("alert").filter({ hasText: "is paused" });
  await expect(notice).toContainText("IntelePeer responds with errors");
  await expect(notice).toContainText("HTTP 503");
  await expect(notice).toContainText("Next check at");
  await expect(notice).toContainText(/2 numbers not yet sent .*in \d orders? are waiting\./);
  await expect(page.getByText(/asked again at/)).toBeVisible();
  await expect(page.getByText("2 waiting until IntelePeer recovers.")).toBeVisible();
  await expectNoViolations(page);

  await page.keyboard.press("g");
  await page.keyboard.press("j");
  await page.waitForURL(/\/jobs$/);
  const job = page.getByRole("article").filter({ hasText: "SMS on: 2 numbers" });
  await expect(job.getByText("Carrier paused")).toBeVisible();
  await expect(job.getByText(/asked again at/)).toBeVisible();
  await page.goto("/settings/carriers");
  await expect(page.locator("article").filter({ hasText: "Paused" })).toContainText("IntelePeer");

  // Asked on request while it still fails: nothing changes.
  await notice.getByRole("button", { name: /^Check IntelePeer/ }).click();
  await expect(page.getByText(/is still in trouble/)).toBeVisible();
  await callSandbox("DELETE");
  await page.goto(order);
  await expectEnded(page);
  expect(await readSums(page)).toMatchObject({ requested: 2, confirmed: 2, failed: 0, unknown: 0 });
  await expect(notice).toBeHidden();
});

test("if only writes fail, only writes are paused, and a requested check is one of them", async () => {
  await callSandbox("POST", {
    carrier: "intelepeer",
    endpoint: "POST provision",
    fault: { kind: "status", status: 503 },
  });
  await placeOrder(Array.from({ length: 8 }, (_, n) => String(2_125_558_100 + n)));
  const notice = page.getByRole("alert").filter({ hasText: "is paused" });
  await expect(notice).toContainText("IntelePeer responds to reads, but every write fails");
  await expect(notice).toContainText("HTTP 503");
  await expect(notice).toContainText("8 numbers not yet sent in 1 order are waiting.");
  await expect(page.getByText(/Looking up goes on\.$/)).toBeVisible();
  await expect(page.getByText("8 waiting until IntelePeer accepts changes again.")).toBeVisible();
  await callSandbox("DELETE");
  await notice.getByRole("button", { name: /^Check IntelePeer/ }).click();
  await expect(page.getByText(/A change is tried now; if it gets through, the rest follows/)).toBeVisible();
  await expectEnded(page);
  expect(await readSums(page)).toMatchObject({ requested: 8, confirmed: 8, failed: 0, unknown: 0 });
  await expect(notice).toBeHidden();
});

test("the job center shows a long order live, and pauses, resumes and cancels it", async () => {
  await placeOrder(Array.from({ length: 400 }, (_, n) => String(2_125_559_000 + n)));
  await page.goto("/jobs");
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  const job = page.getByRole("article").filter({ hasText: "SMS on: 400 numbers" });
  // How long it takes is said once, with the order.
  await expect(page.getByText(/^IntelePeer allows 10 per second here: \d+ waiting\.$/)).toBeVisible();
  await expect(job.getByText(/^IntelePeer allows 10 per second here: \d+ waiting, about \d+ s\.$/)).toBeVisible();
  await expect(page.getByText(/about \d/)).toHaveCount(1);
  await expect(job.getByText(/^[1-9]\d* numbers in the last minute$/)).toBeVisible();
  await expectNoViolations(page);

  await job.getByRole("button", { name: /^Pause/ }).click();
  await expect(job.getByText("Paused", { exact: true })).toBeVisible();
  await expect(job.getByText(/^Paused: \d+ waiting/)).toBeVisible();
  await job.getByRole("button", { name: /^Resume/ }).click();
  await expect(job.getByText("Paused", { exact: true })).toBeHidden();

  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await job.getByRole("button", { name: /^Stop the rest/ }).click();
  const dialog = page.getByRole("dialog");
  const asked = /Type ([\d,]+) to confirm/.exec(await dialog.innerText());
  await dialog.getByLabel(/^Type/).fill(asked?.[1] ?? "");
  await dialog.getByLabel("Reason").fill("Ordered by mistake");
  await dialog.getByRole("button", { name: /^Stop sending \d+ numbers/ }).click();
  await expect(dialog).toBeHidden();
  // What had been sent ends, and the order moves to what ended today by itself, with its results.
  const ended = page.locator("section").filter({ has: page.getByRole("heading", { name: /^Ended today: / }) });
  const row = ended.getByRole("article").filter({ hasText: "SMS on: 400 numbers" });
  await expect(row).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
  await expect(job).toHaveCount(1);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    (async () => {
      await row.getByRole("button", { name: /^Results of SMS on: 400 numbers/ }).click();
      await page.getByRole("menuitem", { name: "CSV" }).click();
    })(),
  ]);
  expect(
    readFileSync(await file.path(), "utf8")
      .trim()
      .split("\r\n"),
  ).toHaveLength(401);
  expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
});
