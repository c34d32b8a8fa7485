import { expect, expectNoViolations, signIn, test } from "./portal";

const NUMBERS = Array.from({ length: 200 }, (_, n) => `(303) 555-${String(4_000 + n)}`);
const MAIL = [
  "Subject: Numbers down since this morning",
  "On Thu, Nov 26, 2026 at 9:14 AM Joan Doe wrote:",
  ...NUMBERS.map((number) => `> ${number}, please check`),
  "> once more (303) 555-4000, and 303-555-40",
].join("\n");

test("200 numbers of an e-mail are answered by the paste, asked again, and found by any of their digits", async ({
  page,
}) => {
  await signIn(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/lookup");
  await page.evaluate((text) => navigator.clipboard.writeText(text), MAIL);
  // Opened and pasted: that is all.
  await page.keyboard.press("ControlOrMeta+v");
  await page.waitForURL(/\/lookup\/./);
  const table = page.getByRole("region", { name: "Numbers in the order of the input" });
  await expect(table.getByRole("row").nth(1)).toContainText("(303) 555-4000");
  await expect(page.getByText("202 rows", { exact: true })).toBeVisible();
  expect(await table.getByRole("row").count()).toBeLessThanOrEqual(200);
  // Fresh readings come in by themselves.
  await expect(page.getByRole("button", { name: "Ask again" })).toBeEnabled({ timeout: 60_000 });
  await expect(table.getByRole("row").nth(1)).toContainText("IntelePeer does not find this number");

  const groups = page.getByRole("navigation", { name: "Groups of the rows" });
  await groups.getByRole("link", { name: /^Duplicate/ }).click();
  await expect(page).toHaveURL(/show=duplicate/);
  await expect(table).toContainText("The same number as in row 1.");
  await page.goBack();
  await groups.getByRole("link", { name: /^Not a number/ }).click();
  await expect(table.getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: "Show all rows" }).click();
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("menuitem", { name: "200 numbers" }).click();
  await expect(page.getByText("Copied 200 numbers")).toBeVisible();
  expect((await page.evaluate(() => navigator.clipboard.readText())).split("\n")).toHaveLength(200);
  // So few rows that none has to be taken out of the page for axe.
  await page.getByRole("searchbox", { name: "Find in these rows" }).fill("303555400");
  await expect(page.getByText("11 of 202 rows")).toBeVisible();

  // Any digits, with the state before Enter; Escape gives the focus back.
  const find = page.getByRole("combobox", { name: "Search everywhere" });
  await page.getByRole("button", { name: "Ask again" }).focus();
  await page.keyboard.press("ControlOrMeta+k");
  await find.fill("554000");
  const first = page.getByRole("option").first();
  await expect(first).toContainText(/\(303\) 555-4000.*Not ours/);
  await expect(first).toHaveAttribute("aria-selected", "true");
  await expectNoViolations(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Ask again" })).toBeFocused();
  await page.keyboard.press("/");
  await find.fill("sms off 303 555 4000");
  await expect(first).toContainText("Turn SMS off for (303) 555-4000");
  await find.fill("554000");
  await expect(first).toContainText("(303) 555-4000");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/numbers\/%2B13035554000/);

  // A list in the search box is looked up; what was opened is recent.
  await page.evaluate((text) => navigator.clipboard.writeText(text), NUMBERS.slice(0, 3).join("\n"));
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("option", { name: /^\(303\) 555-4000/ })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+v");
  await expect(first).toContainText("Look up 3 numbers");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/lookup\/./);
  await expect(page.getByText("3 rows", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Act on 3 numbers…" }).click();
  await page.waitForURL(/\/uploads\/.+\/map/);
});
