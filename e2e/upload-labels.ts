import type { Page } from "@playwright/test";
import { CARRIER_TIMEOUT_MS, expect, expectNoViolations } from "./portal";
import { chooseOption, waitForCounts } from "./upload-person";

/** Sets the customer and a tag of three numbers that are ours by a pasted list, and takes them back. `start`: their first seven digits. */
export async function labelPasted(page: Page, start: string): Promise<void> {
  const name = `Harbor Dental ${Date.now().toString(36)}`;
  const lines = ["01", "02", "03"].map((last) => `${start}0${last},${name},vip`);
  await page.goto("/uploads");
  await page.getByRole("button", { name: "Paste", exact: true }).click();
  await page.keyboard.insertText(["TN,Customer,Tags", ...lines, "6469990000,,vip"].join("\n"));
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/map$/);
  await expect(page.getByLabel("What Customer holds")).toHaveValue("customer");
  await chooseOption(page, "Action", "Set customer, tags and notes");
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Check 4 rows" }).click();
  await page.waitForURL(/\/check/);
  await waitForCounts(page, { ready: 0, "to fix": 4 });
  await page.getByRole("button", { name: "Create 1 customer" }).click();
  await waitForCounts(page, { ready: 3, "to fix": 1 });
  await page.getByRole("button", { name: /^Take the rows out: 1/ }).click();
  await waitForCounts(page, { ready: 3, removed: 1 });
  await page.getByRole("button", { name: "Find and replace" }).click();
  await page.getByLabel("Column", { exact: true }).selectOption({ label: "Tags" });
  await page.getByText("A part of it").click();
  await page.getByLabel("Cells that hold").fill("vi");
  await page.getByLabel("Replace with").fill("VI");
  await page.getByRole("button", { name: "Replace in 3 cells" }).click();
  await expect(page.getByText(/^Replaced “vi” with “VI”: 3 rows/)).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Continue with 3 rows" }).click();
  await page.waitForURL(/\/submit$/);
  await expect(page.getByText("Get a customer")).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
  await expect(page.getByText(`Customer ${name}: 3 rows. Tags to add: 3 rows.`)).toBeVisible();
  await page.getByRole("button", { name: "Label 3 numbers" }).click();
  await page.waitForURL(/\/results/);
  await expect(page.getByText("3 of 3 set")).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
  await expect(page.getByText(`Customer ${name}; tag VIp added`).first()).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Undo 3" }).click();
  await page.getByRole("button", { name: "Undo 3 rows" }).click();
  await expect(page.getByText("0 of 3 set, 3 undone")).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
}
