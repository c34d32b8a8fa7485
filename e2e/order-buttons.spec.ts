import type { Page } from "@playwright/test";
import {
  CARRIER_TIMEOUT_MS,
  expect,
  expectEnded,
  expectNoViolations,
  readSums,
  signIn,
  test,
  waitForReact,
} from "./portal";
import { SANDBOX_KEY } from "./start-portal";

async function place(page: Page, path: string, numbers: readonly string[], button: RegExp): Promise<string> {
  await page.goto(path);
  await page.getByLabel("Numbers", { exact: true }).fill(numbers.join("\n"));
  await page.getByRole("button", { name: /^Check \d+ numbers?$/ }).click();
  await page.getByRole("button", { name: button }).click();
  await page.waitForURL(/\/orders\/./);
  return page.url();
}

const badge = (page: Page, words: string) => page.locator("header").getByText(words, { exact: true });
const cause = (page: Page, words: string) => page.getByRole("listitem").filter({ hasText: words }).first();

test("an import that went half right is retried by cause from two tabs, decided on by the number, and taken back", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page);
  const numbers = ["7376200101", "7376200102", "7376200160", "7376200170", "7376200199", "7376210199"];
  const parent = await place(page, "/import", numbers, /^Import 6 numbers$/);
  const legend = page.locator("main ul li");
  await expect(legend.filter({ hasText: /^2unknown$/ })).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
  await expect(badge(page, "Processing")).toBeVisible();

  // Two tabs, one cause, one child. What fails again makes it a failed order.
  const other = waitForReact(await context.newPage());
  // It never learns of the first tab's retry: asked again with it in sight, a retry is another one.
  await other.route("**/api/**", (route) => route.abort());
  await other.goto(parent);
  const children: string[] = [];
  for (const tab of [page, other]) {
    await cause(tab, "25070").getByRole("button", { name: "Retry these" }).click();
    await tab.waitForURL((url) => url.href !== parent && /\/orders\/./.test(url.pathname));
    children.push(tab.url());
  }
  expect(children[0]).toBe(children[1]);
  await expectEnded(page);
  await expect(badge(page, "Failed")).toBeVisible();
  expect(await readSums(page)).toMatchObject({ requested: 1, failed: 1 });
  await expectNoViolations(page);
  await other.close();

  // Unknown numbers one by one: this one happened, that one did not.
  await page.goto(parent);
  const decide = async (number: string, answer: string, verb: RegExp) => {
    await page.getByRole("checkbox", { name: `Select ${number}` }).check();
    await page.getByRole("button", { name: "Decide on 1 number" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText(number);
    await dialog.getByText(answer, { exact: true }).click();
    await dialog.getByLabel(/How do you know/).fill("Seen in the dashboard");
    await dialog.getByRole("button", { name: verb }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("region", { name: "Actions on the selection" })).toBeHidden();
  };
  await decide("(737) 620-0199", "It happened", /^Confirm 1 number$/);
  await expect(legend.filter({ hasText: /^3confirmed$/ })).toBeVisible();
  await decide("(737) 621-0199", "It did not", /^Mark as failed: 1 number$/);
  await expectEnded(page);
  await expect(badge(page, "Partial")).toBeVisible();
  expect(await readSums(page)).toEqual(
    expect.objectContaining({ requested: 6, confirmed: 3, failed: 3, unknown: 0, pending: 0, skipped: 0 }),
  );
  await expect(page.getByText("Confirmed by hand").first()).toBeVisible();

  // All of it to the clipboard; all of its calls, one beside the other.
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Copy all numbers" }).click();
  await expect
    .poll(async () => (await page.evaluate(() => navigator.clipboard.readText())).split("\n").length)
    .toBe(numbers.length);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Carrier calls of this order" }).click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByText(/externalTns/).first()).toBeVisible();
  await page.keyboard.press("Escape");

  // What failed and is worth it, alone; then what was changed is taken back.
  await page.getByRole("button", { name: /^Retry 2 of 3 failed$/ }).click();
  await page.waitForURL((url) => url.href !== parent && /\/orders\/./.test(url.pathname));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("2 numbers");
  await page.goto(parent);
  const undoButton = page.getByRole("button", { name: "Undo…" });
  await undoButton.click();
  await page.keyboard.press("Escape");
  await expect(undoButton).toBeFocused();
  await page.keyboard.press("Enter");
  const undo = page.getByRole("dialog");
  await undo.getByLabel("Reason").fill("Moved to another account");
  const typed = undo.getByLabel(/^Type .* to confirm$/);
  if ((await typed.count()) > 0) await typed.fill("3");
  await undo.getByRole("button", { name: /^Remove 3 numbers$/ }).click();
  await page.waitForURL((url) => url.href !== parent && /\/orders\/./.test(url.pathname));
  await expect(page.getByText("Undoes").first()).toBeVisible();
  await expectEnded(page);
  expect((await readSums(page)).requested).toBe(3);
});

test("a slow order is looked up on request, is shown as out of date without a connection, and is found by a number inside", async ({
  page,
  context,
}) => {
  const slow = "7376400001";
  await page.request.put(`${process.env.E2E_SANDBOX_ADMIN}/outcomes`, {
    headers: { "x-admin-key": SANDBOX_KEY },
    data: [{ carrier: "intelepeer", number: slow, outcome: "slow" }],
  });
  await signIn(page);
  await place(page, "/sms", [slow, "7376400002"], /^Turn SMS on for 2 numbers$/);
  await expect.poll(async () => (await readSums(page)).confirmed).toBe(1);
  expect(await readSums(page)).toMatchObject({ requested: 2, confirmed: 1, pending: 1, failed: 0, unknown: 0 });
  await expect(badge(page, "Processing")).toBeVisible();
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByText("Checking 1 request at IntelePeer now")).toBeVisible();

  await context.setOffline(true);
  await expect(page.getByText(/^Not connected: this data is .* old/)).toBeVisible();
  // Another page is not given up for the browser's own "no internet": it comes once the line is back.
  await page.getByRole("link", { name: "Jobs" }).first().click();
  await expect(page.getByText("No connection to the portal.")).toBeVisible();
  await expect(page.getByText(/^Not connected: this data is .* old/)).toBeVisible();
  await context.setOffline(false);
  await page.waitForURL(/\/jobs$/);
  await expect(page.getByText("No connection to the portal.")).toBeHidden();

  // The way of support: from a number, in whatever spelling, to the orders that hold it.
  await page.goto("/orders");
  await page.getByLabel("Any number inside").fill("+1 (737) 640-0001");
  await page.keyboard.press("Enter");
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText("SMS on");
});
