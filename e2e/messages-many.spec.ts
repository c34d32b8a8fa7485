import type { Page } from "@playwright/test";
import { CARRIER_TIMEOUT_MS, confirmLarge, expect, expectEnded, readSums, signIn, test } from "./portal";
import { SANDBOX_KEY } from "./start-portal";

/** So many go all the way, and 500 in the long tests; nine end in one of the sandbox's refusals or are left out of the carrier's answer. */
const WHOLE = process.env.LONG_STORIES === "1" ? 500 : 200;
const ALL = WHOLE + 9;
const NUMBERS = Array.from({ length: ALL }, (_, n) => String(3_035_550_100 + n));
const REFUSED = new Set(["0124", "0152", "0160", "0170", "0175", "0180", "0190", "0191", "0199"]);
const COMING = NUMBERS.filter((number) => !REFUSED.has(number.slice(6)));
const PHONE = "+13233326956";

async function callSandbox(method: "PUT" | "POST", path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${process.env.E2E_SANDBOX_ADMIN}/${path}`, {
    method,
    headers: { "content-type": "application/json", "x-admin-key": SANDBOX_KEY },
    body: JSON.stringify(body),
  });
  expect(answer.status, await answer.text()).toBe(200);
}

/** As an administrator does whose carrier has granted more. */
async function allowSpeed(page: Page, perSecond: number): Promise<void> {
  await page.goto("/settings/carriers");
  await page.getByRole("link", { name: /^Edit Bandwidth/ }).click();
  for (const group of ["Messaging: number registration", "Messaging: applications and messages"]) {
    await page.getByLabel(`Calls per second, ${group}`).fill(String(perSecond));
    await page.getByLabel(`Burst, ${group}`).fill("1");
  }
  await page.getByLabel("Reason").fill("Agreed with the carrier");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved. Applies from the next call.")).toBeVisible();
}

/** One message to each, some of them late, each of them twice. */
async function deliverToAll(): Promise<void> {
  const waiting = [...COMING];
  const deliverNext = async (): Promise<void> => {
    for (let to = waiting.pop(); to !== undefined; to = waiting.pop()) {
      const delayMs = Number(to.slice(-1)) * 20;
      await callSandbox("POST", "inbound", { carrier: "bandwidth", to, from: PHONE, duplicates: 1, delayMs });
    }
  };
  await Promise.all(Array.from({ length: 10 }, deliverNext));
}

test("hundreds of numbers' whole path: imported, registered, tested, and a message came in for each", async ({
  page,
}) => {
  await callSandbox("PUT", "settings", {
    limits: { bandwidthPhoneNumbers: null, bandwidthMessages: null },
    messaging: { receiptCopies: 2, receiptDelayMs: 300, receiptsInDisorder: true },
  });
  await signIn(page);
  await allowSpeed(page, 100);

  await page.goto("/import");
  await page.getByLabel("Numbers", { exact: true }).fill(NUMBERS.join("\n"));
  await page.getByRole("button", { name: "New application" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Story of many");
  await dialog.getByText("GET", { exact: true }).click();
  await dialog.getByRole("button", { name: "Create application" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: `Check ${ALL} numbers` }).click();
  await page.getByRole("button", { name: `Import ${ALL} numbers` }).click();
  await confirmLarge(page, `Import ${ALL} numbers`);
  await page.waitForURL(/\/orders\/./);
  const order = page.url();
  const matrix = page.getByRole("region", { name: "Import progress" });
  const count = (step: string, state: string) => matrix.getByRole("link", { name: new RegExp(`^${step}, ${state}: `) });
  await expect(count("Registered", "Confirmed")).toHaveText(String(WHOLE), { timeout: CARRIER_TIMEOUT_MS });
  await expect(count("Imported", "Failed")).toHaveText("8");
  await expect(count("Imported", "Unknown")).toHaveText("1");
  expect(await readSums(page)).toMatchObject({ requested: ALL, confirmed: WHOLE, failed: 8, skipped: 0 });

  await page.getByRole("button", { name: `Test ${WHOLE} numbers` }).click();
  await page.getByRole("textbox", { name: "To", exact: true }).fill(PHONE);
  await confirmLarge(page, `Send ${WHOLE} messages`);
  await page.waitForURL((url) => url.href !== order && /\/orders\/./.test(url.pathname));
  await expectEnded(page);
  expect(await readSums(page)).toMatchObject({ requested: WHOLE, confirmed: WHOLE, failed: 0, unknown: 0 });

  await page.goto(order);
  await expect(count("Test sent", "Confirmed")).toHaveText(String(WHOLE));
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await deliverToAll();
  await expect(count("Inbound seen", "Confirmed")).toHaveText(String(WHOLE), { timeout: CARRIER_TIMEOUT_MS });
  expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);

  await count("Inbound seen", "Confirmed").click();
  await expect(page.getByRole("heading", { name: /^Numbers/ }).first()).toBeVisible();
  await page.goto("/numbers/matrix");
  expect(Number(await count("Inbound seen", "Confirmed").innerText())).toBeGreaterThanOrEqual(WHOLE);
  const last = COMING.at(-1) ?? "";
  await page.goto(`/numbers/+1${last}`);
  await expect(page.getByText("Bandwidth delivered a message").first()).toBeVisible();
});
