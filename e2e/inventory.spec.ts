import { expect, readSums, signIn, test } from "./portal";

test("numbers are searched by mask and state, picked, ordered, and each is seen confirmed", async ({ page }) => {
  await signIn(page);
  await page.goto("/inventory?mask=512xxxxxxx&state=TX&quantity=30");
  const table = page.getByRole("table", { name: "Numbers found" });
  const boxes = table.locator("tbody").getByRole("checkbox");
  await expect(boxes.first()).toBeVisible({ timeout: 20_000 });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await boxes.nth(2).check();
  await page.getByRole("button", { name: "Order 3 numbers" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("New office in Austin");
  await dialog.getByRole("button", { name: "Order 3 numbers" }).click();
  await page.waitForURL(/\/orders\/./, { timeout: 30_000 });
  await expect(page.getByText("Every number has its outcome").first()).toBeVisible({ timeout: 50_000 });
  expect(await readSums(page)).toMatchObject({ requested: 3, confirmed: 3, failed: 0, unknown: 0 });
});

test("a search that finds nothing says so, and an impossible one is warned of before the call", async ({ page }) => {
  await signIn(page);
  await page.goto("/inventory?mask=212xxxxxxx&state=TX&quantity=5");
  await expect(
    page
      .getByText(/212/)
      .filter({ hasText: /Texas|TX|New York/ })
      .first(),
  ).toBeVisible();
});
