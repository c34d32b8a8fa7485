import { expect, expectNoViolations, signIn, test, waitForReact } from "./portal";

test("a customer gets three numbers by the mouse, one of them a tag by the keyboard and a note, and is found by them", async ({
  page,
}) => {
  const name = `Harbor Dental ${Date.now().toString(36)}`;
  const tag = `vip-${Date.now().toString(36)}`;
  await signIn(page);
  await page.goto("/customers");
  await page.getByRole("button", { name: "New customer…" }).first().click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByLabel("Our reference").fill("H-204");
  await page.getByRole("button", { name: "Create customer" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("No numbers yet").first()).toBeVisible();

  await page.goto("/numbers");
  const table = page.getByRole("table", { name: "Numbers" });
  const boxes = table.locator("tbody").getByRole("checkbox");
  for (const n of [0, 1, 2]) await boxes.nth(n).check();
  await page.getByRole("button", { name: "Set customer…" }).click();
  await page.getByPlaceholder("Customer or our reference").fill("H-204");
  await page.getByRole("option", { name: new RegExp(name) }).click();
  await expect(page.getByText(`3 numbers set to ${name}.`)).toBeVisible();

  // The filter, by the keyboard.
  await page.goto("/numbers");
  await expect(table).toBeVisible();
  // The names of no text are never there, as on a slow line.
  await page.route(/suggest\?q=$/, () => undefined);
  await page.keyboard.press("f");
  await page.keyboard.type("customer");
  await page.keyboard.press("Enter");
  await page.keyboard.type(name);
  // At once, before the names are there.
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^3 numbers match/).first()).toBeVisible();
  await expectNoViolations(page);

  await table.locator("tbody a[data-number]").first().click();
  const labels = page.getByRole("region", { name: "Customer and tags" });
  await expect(labels.getByRole("link", { name })).toBeVisible();
  await labels.getByRole("button", { name: "Tag", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type(tag);
  await expect(page.getByRole("option", { name: /Create tag/, selected: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(labels.getByRole("button", { name: `Remove tag ${tag}` })).toBeVisible();
  await page.getByLabel("New note").fill("Main line of the front desk");
  await page.getByLabel("New note").press("Control+Enter");
  const notes = page.getByRole("listitem").filter({ hasText: "Main line of the front desk" });
  await expect(notes.filter({ has: page.getByRole("button", { name: "Edit" }) })).toBeVisible();
  // In the timeline as well.
  await expect(notes).toHaveCount(2);
  await expect(page.getByText(`Tag added: ${tag}`)).toBeVisible();
  await expectNoViolations(page);

  await page.goto(`/customers?q=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name }).first().click();
  await expect(page.getByText(/of 3 numbers can text|All 3 numbers can text/)).toBeVisible();
  await expectNoViolations(page);
});

test("what two tabs change of one customer is both kept, and a closed dialog gives the focus back", async ({
  page,
  context,
}) => {
  const name = `Two tabs ${Date.now().toString(36)}`;
  await signIn(page);
  await page.goto("/customers");
  const create = page.getByRole("button", { name: "New customer…" }).first();
  await create.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(create).toBeFocused();
  await page.keyboard.press("Enter");
  // A mark that turns the text around is left out.
  await page.keyboard.type(`\u202e${name}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
  await expect(page).toHaveTitle(`${name} · Tandem`);

  const other = waitForReact(await context.newPage());
  await other.goto(page.url());
  for (const tab of [page, other]) await tab.getByRole("button", { name: "Edit…" }).click();
  await page.getByRole("dialog").getByLabel("Note").fill("Never call before 9.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await other.getByRole("dialog").getByLabel("Our reference").fill("R-1");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("R-1").first()).toBeVisible();
  await expect(other.getByText("Never call before 9.")).toBeVisible();
});
