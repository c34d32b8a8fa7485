import { credentials } from "@/lib/sandbox/inumbering/credentials";
import { expect, expectEnded, expectNoViolations, readSums, signIn, test } from "./portal";

test("numbers go through the cart: picked and any, looked up again, replaced where one was taken, one order, next step", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/inventory?mask=512xxxxxxx&state=TX&quantity=30&group=exchange");
  const table = page.getByRole("table", { name: "Numbers found" });
  const boxes = table.locator("tbody").getByRole("checkbox");
  await expect(boxes.first()).toBeVisible();
  const names: string[] = [];
  for (const index of [0, 1, 2]) {
    await boxes.nth(index).check();
    names.push((await boxes.nth(index).getAttribute("aria-label"))?.replace("Select ", "") ?? "");
  }
  await page.getByRole("button", { name: "Add 3 numbers to the cart" }).click();
  await expect(table.getByText("In the cart")).toHaveCount(3);
  await page.getByRole("button", { name: "Add without picking" }).click();
  await page.getByLabel("How many", { exact: true }).last().fill("2");
  await page.getByRole("dialog").getByRole("button", { name: "Add to the cart" }).click();
  await page.getByRole("link", { name: "Cart 5" }).click();
  await page.waitForURL(/\/inventory\/cart/);

  // It is the person's, not the page's: a reload changes nothing.
  await page.reload();
  await expect(page.getByText("Numbers in the cart are not reserved")).toBeVisible();
  await page.getByLabel("Reason").fill("New office in Austin");
  await page.getByLabel("Our reference").fill("PO-512");
  await expectNoViolations(page);
  await page.getByRole("combobox", { name: /^Gateway for calls to Any/ }).selectOption("1000");

  // Somebody else takes one of them meanwhile.
  const digits = (names[0] ?? "").replace(/\D/g, "");
  await page.request.post(`${process.env.E2E_INUMBERING}/v2/iNumbering/tnOrder/`, {
    headers: { authorization: `Bearer ${credentials.apikey}` },
    data: { tnOrder: { customerOrderReference: "somebody-else", tnList: { tnItem: [{ tn: Number(digits) }] } } },
  });
  await expect(page.getByRole("table", { name: "Cart" })).toHaveAttribute("aria-busy", "false");
  await page.getByRole("button", { name: "Order 5 numbers" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Order 5 numbers" }).click();
  await expect(page.getByText(/^1 of 5 numbers \w+ no longer available\. Nothing was ordered\.$/)).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Order these 5 numbers" }).click();
  await page.waitForURL(/\/orders\/./);
  await expectEnded(page);
  expect(await readSums(page)).toMatchObject({ requested: 5, confirmed: 5, failed: 0, unknown: 0 });
  await expect(page.getByText("Gateways for calls: 1000 for 2 numbers")).toBeVisible();
  await page.getByRole("button", { name: /^Turn SMS on/ }).click();
  await page.waitForURL(/\/sms/);
  await expect(page.getByText("5 numbers").first()).toBeVisible();
});

test("coverage leads from the map to a block and into a search, by keyboard", async ({ page }) => {
  await signIn(page);
  await page.goto("/inventory/coverage");
  const map = page.getByRole("group", { name: /^Map of the states/ });
  await map.getByRole("link", { name: /^New Jersey: [\d,]+ numbers$/ }).press("Enter");
  await page.getByRole("link", { name: "HACKENSACK, NJ" }).press("Enter");
  await page.getByRole("link", { name: /^201-336/ }).press("Enter");
  await expect(page.getByRole("navigation", { name: /coverage/ }).getByRole("listitem")).toHaveText([
    "All states",
    "New Jersey",
    "HACKENSACK",
    "201-336",
  ]);
  await expect(page.getByRole("note").filter({ hasText: "takes one filter at a time" })).toContainText(
    "was asked by area code; rate center, state, and exchange were applied here",
  );
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).press("Enter");
  await page.getByRole("menuitem", { name: "Excel (XLSX)" }).press("Enter");
  expect((await download).suggestedFilename()).toMatch(/^tandem-coverage-.*\.xlsx$/);
  await page
    .getByRole("link", { name: /numbers: search there$/ })
    .first()
    .press("Enter");
  await page.waitForURL(/\/inventory\?.*mask=201336\d/);
  await expect(
    page.getByRole("table", { name: "Numbers found" }).locator("tbody").getByRole("checkbox").first(),
  ).toBeVisible();
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

test("a rate center is taken from the list by typing and Enter; what is none is refused with the nearest names", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/inventory");
  const field = page.getByRole("combobox", { name: "Rate center" });
  await page.getByLabel("State", { exact: true }).selectOption("NJ");

  // Faster than the list: Enter waits for it, takes the first match, and sends nothing yet.
  await field.pressSequentially("hack");
  await field.press("Enter");
  await expect(field).toHaveValue("HACKENSACK");
  await expect(page).toHaveURL(/\/inventory$/);
  await field.press("Enter");
  await page.waitForURL(/rateCenter=HACKENSACK/);
  await expect(
    page.getByRole("table", { name: "Numbers found" }).locator("tbody").getByRole("checkbox").first(),
  ).toBeVisible();

  // The active option follows the arrows; Escape leaves the text, which alone is no rate center.
  await field.fill("hack");
  const active = page.getByRole("listbox", { name: "Suggestions" }).getByRole("option", { selected: true });
  await expect(active).toContainText("HACKENSACK");
  await expect(page.getByRole("option", { name: /^HACK/ })).toHaveCount(2);
  await field.press("ArrowDown");
  await expect(active).toContainText("HACKTTSTWN");
  await field.press("Home");
  await expect(active).toContainText("HACKENSACK");
  await field.press("Escape");
  await expect(page.getByRole("listbox")).toBeHidden();
  await field.press("Enter");
  await expect(page.getByText(/HACK is not a rate center in NJ\. HACKENSACK has [\d,]+/).first()).toBeVisible();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.fill("hakensack");
  await field.press("Enter");
  await expect(page.getByText(/HAKENSACK is not a rate center in NJ\. HACKENSACK has [\d,]+/).first()).toBeVisible();

  // An address that names none says so too, and leads to the right one.
  await page.goto("/inventory?mask=201xxxxxxx&rateCenter=HACK&quantity=5");
  const results = page.getByRole("region", { name: "Result of the search" });
  await expect(results.getByText(/^HACK is not a rate center\. HACKENSACK, NJ, has [\d,]+/)).toBeVisible();
  await field.focus();
  await field.blur();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expectNoViolations(page);
  await results.getByRole("link", { name: /^HACKENSACK/ }).click();
  await expect(
    page.getByRole("table", { name: "Numbers found" }).locator("tbody").getByRole("checkbox").first(),
  ).toBeVisible();
});
