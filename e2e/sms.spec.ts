import { CARRIER_TIMEOUT_MS, expect, expectEnded, readSums, signIn, test } from "./portal";

test("an account manager switches SMS on for a pasted list, and watches it happen", async ({ page }) => {
  await signIn(page);
  await page.goto("/sms");
  await page
    .getByLabel("Numbers", { exact: true })
    .fill(
      ["(212) 555-7001", "+1 212.555.7002", "1-212-555-7003; 212 555 7003", "12125", "tel:+12125557004"].join("\n"),
    );
  await page.getByRole("button", { name: "Check 4 numbers" }).click();
  const order = page.getByRole("button", { name: "Turn SMS on for 4 numbers" });
  await expect(order).toBeEnabled();
  // The row that is no number stays in sight, and holds none of the others back.
  await expect(page.getByRole("button", { name: "To look at 2" })).toBeVisible();
  await expect(page.getByText("“12125”: 4 digits after the country code 1, 10 expected")).toBeVisible();
  await order.dblclick();

  await page.waitForURL(/\/orders\/./);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await expectEnded(page);
  expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
  const sums = await readSums(page);
  expect(sums).toMatchObject({ requested: 4, confirmed: 4, failed: 0, unknown: 0, pending: 0 });
  await expect(page.getByText("Complete").first()).toBeVisible();

  // One order, though the button was clicked twice.
  await page.goto("/orders?number=2125557001");
  await expect(page.locator("tbody tr")).toHaveCount(1);

  await page.goto("/numbers/+12125557001");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("(212) 555-7001");
  await expect(page.getByText("provisioned").first()).toBeAttached();
});

test("one number is switched off from its own page, and its state moves without a reload", async ({ page }) => {
  await signIn(page);
  await page.goto("/sms");
  await page.getByLabel("Numbers", { exact: true }).fill("2125557101");
  await page.getByRole("button", { name: "Check 1 number" }).click();
  await page.getByRole("button", { name: "Turn SMS on for 1 number" }).click();
  await page.waitForURL(/\/orders\/./);
  await expectEnded(page);
  await page.goto("/numbers/+12125557101");
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await page
    .getByRole("button", { name: /SMS off/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("Customer left");
  await dialog.getByRole("button", { name: /off for 1 number/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/SMS: Off or not ours/).first()).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
  expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
});

test("a number that the carrier refuses is shown in its words, with what to do", async ({ page }) => {
  await signIn(page);
  await page.goto("/sms");
  await page.getByLabel("Numbers", { exact: true }).fill("2125550404\n2125557201");
  await page.getByRole("button", { name: "Check 2 numbers" }).click();
  await page.getByRole("button", { name: "Turn SMS on for 2 numbers" }).click();
  await page.waitForURL(/\/orders\/./);
  await expectEnded(page);
  await expect(page.getByText("Partial", { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/not available for use by the customer/).first()).toBeVisible();
  expect(await readSums(page)).toMatchObject({ requested: 2, confirmed: 1, failed: 1 });
});

test("a number's next step is one click away in the table, and asked for once", async ({ page }) => {
  await signIn(page);
  await page.goto("/numbers?sms=not-found&known=all");
  const next = page.getByRole("link", { name: /^SMS on: not known, next step of/ }).first();
  const number = /\(\d{3}\) \d{3}-\d{4}/.exec((await next.getAttribute("aria-label")) ?? "")?.[0] ?? "";
  await next.click();
  const dialog = page.getByRole("dialog", { name: "Turn SMS on for 1 number?" });
  await expect(dialog).toContainText(number);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(number);
  await expect(page).not.toHaveURL(/\?do=/);
  await expect(dialog).toBeHidden();
});
