import { CARRIER_TIMEOUT_MS, expect, expectNoViolations, signIn, test } from "./portal";

test("the numbers list is filtered by the keyboard, shows what a person chooses, and is read again as a whole", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/numbers");
  await expect(page.getByText(/^[\d,]+\+? numbers/).first()).toBeVisible();
  const table = page.getByRole("table", { name: "Numbers" });

  // A field, then its value; and a value by its own name.
  await page.keyboard.press("f");
  await page.keyboard.type("sms");
  await page.keyboard.press("Enter");
  await page.keyboard.type("on");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]sms=provisioned/);
  await page.keyboard.press("f");
  await page.keyboard.type("colorado");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]state=CO/);
  const chips = page.getByRole("list", { name: "Active filters" });
  await expect(chips.getByRole("listitem")).toHaveText([/SMS:\s*On/, /State:\s*Colorado/]);
  await expect(page.getByText(/^[\d,]+ numbers? match/).first()).toBeVisible();
  await expectNoViolations(page);

  // What is known of a number, on demand.
  await table.locator("tbody a[data-number]").first().focus();
  await expect(page.getByText(/^(Can text|Cannot text|Not known)/).last()).toBeVisible();

  // Columns stay with the person.
  await page.getByRole("button", { name: "Display" }).click();
  await page.getByLabel("LATA").check();
  await page.keyboard.press("Escape");
  await expect(table.getByRole("columnheader", { name: "LATA" })).toBeVisible();
  await page.reload();
  await table.getByRole("link", { name: "LATA" }).click();
  await expect(page).toHaveURL(/sort=lata/);
  await expect(table.getByRole("columnheader", { name: "LATA" })).toHaveAttribute("aria-sort", "ascending");

  await page.getByRole("button", { name: /^Refresh all \d+$/ }).click();
  await expect(page.getByText(/^Done: the carriers reported on \d+ of \d+ numbers?\./)).toBeVisible({
    timeout: CARRIER_TIMEOUT_MS,
  });
  await page.getByRole("link", { name: "Remove filter State: Colorado" }).click();
  await expect(chips.getByRole("listitem")).toHaveCount(1);

  await page.goto("/");
  await expect(page.getByText(/^(Nothing needs you|[\d,]+ things? needs? you)$/)).toBeVisible();
});
