import { expect, signIn, test } from "./portal";

const NUMBER = "9195550147";

test("outcomes, faults and settings are changed in forms that the carriers' definitions describe", async ({ page }) => {
  await signIn(page);
  await test.step("an outcome with an error code of its own, refused at its field first", async () => {
    await page.goto("/settings/sandbox");
    await page.getByLabel("Carrier", { exact: true }).selectOption("Bandwidth");
    await page.getByLabel("Outcome", { exact: true }).selectOption("Fails with error code");
    await page.getByLabel("Code", { exact: true }).fill("many");
    await page.getByLabel("Numbers", { exact: true }).fill("(919) 555-0147");
    await page.getByRole("button", { name: "Set outcome for these numbers" }).click();
    await expect(page.getByText("Enter a code such as 25060.").last()).toBeVisible();
    await page.getByLabel("Code", { exact: true }).fill("25080");
    await page.getByRole("button", { name: "Set outcome for these numbers" }).click();
    await expect(page.getByRole("cell", { name: "Fails with error code 25080", exact: true })).toBeVisible();
    await page.getByRole("button", { name: `Remove: ${NUMBER}, Bandwidth` }).click();
    await expect(page.getByRole("cell", { name: "Fails with error code 25080", exact: true })).toBeHidden();
  });

  await test.step("a fault of one carrier's wire, for calls that nobody makes", async () => {
    await page.goto("/settings/sandbox?view=faults");
    await page.getByLabel("What goes wrong", { exact: true }).selectOption("Unlisted element");
    await page.getByLabel("Element", { exact: true }).fill("BatchId");
    await page.getByLabel("Carrier", { exact: true }).selectOption("Bandwidth");
    await page.getByLabel("Calls", { exact: true }).selectOption("Read import and remove orders");
    await page.getByLabel("Only for these numbers").fill(NUMBER);
    await page.getByRole("button", { name: "Add fault" }).click();
    const row = page.getByRole("row", { name: /Unlisted element: element “BatchId”/ });
    await expect(row).toContainText("Read import and remove orders");
    await row.getByRole("button").click();
    await expect(row).toBeHidden();
  });

  await test.step("a setting is saved, and a wrong one refused at its field", async () => {
    await page.goto("/settings/sandbox?view=settings");
    const field = page.getByLabel("Receipts are late by (seconds)");
    const before = await field.inputValue();
    const card = page.locator("form").filter({ has: field });
    await field.fill("soon");
    await card.getByRole("button", { name: "Save 1 change" }).click();
    await expect(card.getByText("Enter a number.")).toBeVisible();
    await field.fill("0.75");
    await card.getByRole("button", { name: "Save 1 change" }).click();
    await expect(field).toHaveValue("0.75");
    await expect(card.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
    await field.fill(before);
    await card.getByRole("button", { name: "Save 1 change" }).click();
    await expect(card.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
  });
});
