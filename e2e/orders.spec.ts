import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { readSheet } from "read-excel-file/node";
import { CARRIER_TIMEOUT_MS, confirmLarge, expect, expectNoViolations, readSums, signIn, test } from "./portal";
import { SANDBOX_KEY } from "./start-portal";

const place = async (page: Page, path: string, numbers: readonly string[], button: string) => {
  await page.goto(path);
  await page.getByLabel("Numbers", { exact: true }).fill(numbers.join("\n"));
  await page.getByRole("button", { name: /^Check \d+ numbers?$/ }).click();
  await expect(page.getByRole("button", { name: button })).toBeEnabled();
  await page.getByRole("button", { name: button }).click();
  if (numbers.length > 25) await confirmLarge(page, button);
  await page.waitForURL(/\/orders\/./);
};

const download = async (page: Page, act: () => Promise<void>) => {
  const [file] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
};

const expectSum = (sums: Record<string, number>) =>
  expect(sums.requested).toBe(
    (sums.confirmed ?? 0) + (sums.failed ?? 0) + (sums.skipped ?? 0) + (sums.pending ?? 0) + (sums.unknown ?? 0),
  );

test("an order that went half right: causes, evidence, oddity, exports, a decision, a retry of chosen numbers", async ({
  page,
}) => {
  await page.request.post(`${process.env.E2E_SANDBOX_ADMIN}/faults`, {
    headers: { "x-admin-key": SANDBOX_KEY },
    data: {
      carrier: "bandwidth",
      endpoint: "GET externalTns",
      times: 40,
      fault: { kind: "extraNumber", named: "9195550142" },
    },
  });
  await signIn(page);
  const failing = ["7372300160", "7373400160", "7374500160", "7372300170"];
  const fine = ["7372300101", "7372300102"];
  await place(page, "/import", [...fine, ...failing, "7372300199"], "Import 7 numbers");
  const legend = page.locator("main ul li");
  await expect(legend.filter({ hasText: /^1unknown$/ })).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
  await expect(legend.filter({ hasText: /^4failed$/ })).toBeVisible();
  expectSum(await readSums(page));
  const parent = page.url();
  // What failed comes first, then what is unknown. A retry is suggested only for what it can help.
  await expect(page.getByRole("table", { name: "Numbers of this order" }).locator("tbody tr")).toContainText([
    ...failing.map(() => "Failed"),
    "Unknown",
    ...fine.map(() => "Confirmed"),
  ]);
  await expect(page.getByRole("button", { name: "Retry 1 of 4 failed" })).toBeVisible();
  await expect(page.getByText(/^Retry will not help 3 of these numbers: .*\(25060\)$/)).toBeVisible();

  // Every cause with code, the carrier's own words, what they mean and what to do; the silent one with its reason.
  const cause = (words: string | RegExp) => page.getByRole("listitem").filter({ hasText: words });
  await expect(cause("25060").first()).toContainText("Bandwidth-owned telephone numbers cannot be imported");
  await expect(cause("25060").first()).toContainText("Only numbers from other carriers can be imported. Leave it out.");
  await expect(cause("25060").first()).toContainText("Retry will not help");
  await expect(cause("25070").first()).toContainText("Retry may work");
  await expect(cause("not mentioned by the carrier").first()).toContainText("not known yet");
  await expectNoViolations(page);

  // What nobody submitted has its own box, and the call behind it shows request and response.
  await expect(page.getByText("names 1 number that was never submitted")).toBeVisible();
  await page.getByRole("button", { name: "The call that names +19195550142" }).click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("heading", { name: "Request" })).toBeVisible();
  await expect(drawer.getByLabel("Response body")).toContainText("9195550142");
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();

  // One cause alone: shown, exported, and its file taken back as it is.
  await cause("25060").first().getByRole("link", { name: "Show these" }).click();
  await expect(page).toHaveURL(/cause=/);
  await expect(page.getByRole("table", { name: "Numbers of this order" }).locator("tbody tr")).toHaveCount(3);
  const exportOf = (format: string) =>
    download(page, async () => {
      await cause("25060")
        .first()
        .getByRole("button", { name: /^Export/ })
        .click();
      await page.getByRole("menuitem", { name: format }).click();
    });
  const csv = await exportOf("CSV");
  expect(csv.bytes.toString("utf8").trim().split("\r\n")).toHaveLength(4);
  const xlsx = await exportOf("Excel");
  const sheet = await readSheet(xlsx.bytes);
  expect(sheet.slice(1).map((row) => row[0])).toEqual(failing.slice(0, 3));
  expect(sheet[1]?.slice(2, 6).every((cell) => String(cell ?? "").length > 3)).toBe(true);

  // A person decides what no reading can tell.
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByText(/Checking 1 request/)).toBeVisible();
  await page.getByRole("button", { name: "Decide", exact: true }).click();
  const decide = page.getByRole("dialog");
  await decide.getByText("It did not", { exact: true }).click();
  await decide.getByLabel(/How do you know/).fill("Not in the dashboard");
  await decide.getByRole("button", { name: /^Mark as failed: 1 number$/ }).click();
  await expect(legend.filter({ hasText: /^5failed$/ })).toBeVisible();
  await expect(page.getByText("Failed by hand").first()).toBeVisible();

  // Chosen rows by keyboard: x ticks the row in focus, Shift ticks up to it.
  await page.getByRole("link", { name: "Clear all" }).click();
  await page.getByRole("link", { name: "(737) 230-0160" }).last().focus();
  await page.keyboard.press("x");
  await page.getByRole("checkbox", { name: "Select (737) 450-0160" }).click({ modifiers: ["Shift"] });
  await expect(page.getByText("3 chosen")).toBeVisible();
  await page.getByRole("button", { name: "Retry 3 numbers" }).dblclick();
  await page.waitForURL((url) => url.href !== parent && !url.href.startsWith(`${parent}?`));
  await expect(page.getByText("Retry of").first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("3 numbers");

  // The parent knows its child; what is in another open order is left out, with the reason.
  await page.goto(parent);
  await expect(page.getByRole("heading", { name: "Related orders" })).toBeVisible();
  await page.getByRole("button", { name: "More" }).click();
  const failed = await download(page, () =>
    page.getByRole("menuitem", { name: "Failed numbers with reason and fix as Excel" }).click(),
  );
  expect(await readSheet(failed.bytes)).toHaveLength(6);
  await page.goto("/import");
  await page.getByLabel("File of numbers").setInputFiles({ name: failed.name, mimeType: "", buffer: failed.bytes });
  await expect(page.getByRole("button", { name: "Check 5 numbers" })).toBeEnabled();
});

test("an order is paused, goes on, its rest is cancelled, and what it did is taken back", async ({ page }) => {
  await signIn(page);
  const numbers = Array.from({ length: 600 }, (_, n) => `7375553${String(100 + n)}`);
  await place(page, "/sms", numbers, "Turn SMS on for 600 numbers");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused", { exact: true }).first()).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  // Something has to be done that can be taken back.
  await expect.poll(async () => (await readSums(page)).confirmed).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Stop the rest…" }).click();
  const dialog = page.getByRole("dialog");
  const verb = await dialog.getByRole("button", { name: /^Stop sending \d+ numbers?$/ }).innerText();
  await dialog.getByLabel("Reason").fill("Wrong list");
  const typed = dialog.getByLabel(/^Type .* to confirm$/);
  if ((await typed.count()) > 0) await typed.first().fill(/\d+/.exec(verb)?.[0] ?? "");
  await dialog.getByRole("button", { name: verb }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
  const sums = await readSums(page);
  expectSum(sums);
  expect(sums.skipped).toBeGreaterThan(0);
  await expect(page.getByRole("button", { name: "Order these again" })).toBeVisible();
  await page.getByRole("button", { name: "Undo…" }).click();
  const undo = page.getByRole("dialog");
  await undo.getByLabel("Reason").fill("Wrong list");
  const count = undo.getByLabel(/^Type .* to confirm$/);
  if ((await count.count()) > 0) await count.first().fill(String(sums.confirmed));
  await undo.getByRole("button", { name: /^Turn SMS off for \d+ numbers?$/ }).click();
  await page.waitForURL((url) => /\/orders\/./.test(url.pathname) && !page.url().includes("#"));
  await expect(page.getByText("Undoes").first()).toBeVisible();
});

test("the ledger's filters are kept under a name, opened by a click, renamed and deleted", async ({ page }) => {
  await signIn(page);
  await page.goto("/orders?kind=import&status=PARTIAL");
  await page.getByRole("button", { name: "Save these filters" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Half imported");
  await dialog.getByRole("button", { name: "Save" }).click();
  const saved = page.getByRole("list", { name: "Saved filters" });
  await expect(saved.getByRole("link", { name: "Half imported" })).toHaveAttribute("aria-current", "true");
  await page.goto("/orders");
  await saved.getByRole("link", { name: "Half imported" }).click();
  await expect(page).toHaveURL(/kind=import&status=PARTIAL/);
  await saved.getByRole("button", { name: "Change the saved filter Half imported" }).click();
  await page.getByRole("menuitem", { name: "Rename…" }).click();
  await dialog.getByLabel("Name").fill("Imports, half right");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(saved.getByRole("link", { name: "Imports, half right" })).toBeVisible();
  await expectNoViolations(page);
  const file = await download(page, async () => {
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await page.getByRole("menuitem", { name: "CSV" }).click();
  });
  expect(file.bytes.toString("utf8")).toContain("Reference,Kind,Carrier");
  await saved.getByRole("button", { name: "Change the saved filter Imports, half right" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(saved).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(saved.getByRole("link", { name: "Imports, half right" })).toBeVisible();

  await page.goto("/numbers?campaign=CNOBODY1");
  await expect(page.getByText("No number matches these filters")).toBeVisible();
  await expect(page.getByRole("link", { name: "Remove filter Campaign: CNOBODY1" })).toBeVisible();
});
