import type { Page } from "@playwright/test";
import { CARRIER_TIMEOUT_MS, expect, expectEnded, expectNoViolations, readSums, signIn, test } from "./portal";

/** Numbers of the starting set that iNumbering lists in our account. */
async function copyOwned(page: Page, place: string, count: number): Promise<string[]> {
  await page.goto(`/numbers?ownership=owned&carrier=inumbering&${place}`);
  const links = page.getByRole("table", { name: "Numbers" }).locator("tbody td:nth-child(2) a");
  await expect(links.first()).toBeVisible();
  const texts = await links.allInnerTexts();
  expect(texts.length).toBeGreaterThanOrEqual(count);
  return texts.slice(0, count);
}

async function addBrand(page: Page, brandId: string, name: string): Promise<void> {
  await page.goto("/brands");
  await page.getByRole("button", { name: "Add brand…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Brand ID").fill(brandId);
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Description").fill("Reminders and receipts");
  await dialog.getByRole("button", { name: "Register brand" }).click();
  await page.waitForURL(/\/brands\/./);
  await expect(page.locator("header").getByText("Registered", { exact: true })).toBeVisible();
}

async function addCampaign(page: Page, campaignId: string, description: string): Promise<void> {
  await page.getByRole("button", { name: "Add campaign…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Campaign ID").fill(campaignId);
  await dialog.getByLabel("Description").fill(description);
  await dialog.getByRole("button", { name: "Register campaign" }).click();
  await page.waitForURL(/\/campaigns\/./);
  // A brand of this moment may not be known to the network yet: then the campaign is sent again by itself.
  await expect(page.locator("header").getByText("Registered", { exact: true })).toBeVisible({
    timeout: CARRIER_TIMEOUT_MS,
  });
}

test("from the brand to numbers in a campaign, and on to another one only after a warning", async ({ page }) => {
  await signIn(page);
  const numbers = await copyOwned(page, "npa=303", 3);

  await page.goto("/brands");
  await page.getByRole("button", { name: "Add brand…" }).click();
  await page.getByRole("dialog").getByLabel("Brand ID").fill("12345");
  await page.getByRole("dialog").getByRole("button", { name: "Register brand" }).click();
  await expect(page.getByText(/A brand ID starts with B/)).toBeVisible();
  await addBrand(page, "BSTORY1", "Story Dental");
  const brand = page.url();
  // The network knows a new brand only after a moment: until then it answers that the campaign is not registered.
  await addCampaign(page, "CSTORY1", "Appointment reminders");
  const first = page.url();
  await page.getByRole("link", { name: "Assign numbers…" }).click();
  await page.getByLabel("Numbers", { exact: true }).fill([...numbers, "(800) 555-0199"].join("\n"));
  await page.getByRole("button", { name: "Check 4 numbers" }).click();
  await expect(page.getByText("Toll-free", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Assign 3 numbers" }).click();
  await page.waitForURL(/\/orders\/./);
  await expectEnded(page);
  expect(await readSums(page)).toMatchObject({ requested: 3, confirmed: 3 });
  await page.goto(first);
  await expect(page.getByText("3 of 49, room for 46")).toBeVisible();
  await expectNoViolations(page);

  await page.goto(brand);
  await addCampaign(page, "CSTORY2", "Receipts");
  await page.getByRole("link", { name: "Assign numbers…" }).click();
  await page.getByLabel("Numbers", { exact: true }).fill(numbers[0] ?? "");
  await page.getByRole("button", { name: "Check 1 number" }).click();
  await expect(page.getByText("Move from CSTORY1")).toBeVisible();
  await page.getByRole("button", { name: "Assign 1 number" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(/may be held or lost/)).toBeVisible();
  await dialog.getByLabel("Reason").fill("Receipts go their own way");
  await dialog.getByRole("button", { name: "Move 1 number" }).click();
  await page.waitForURL(/\/orders\/./);
  await expectEnded(page);
  await page.goto(first);
  await expect(page.getByText("2 of 49, room for 47")).toBeVisible();
  // The brand's tree, and the search by id.
  await page.goto(brand);
  await expect(page.getByRole("table", { name: /Campaigns/ }).locator("tbody tr")).toHaveCount(2);
  await expectNoViolations(page);
});
