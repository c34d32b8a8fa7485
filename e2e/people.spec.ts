import { expect, signIn, test } from "./portal";

test("an administrator adds a viewer, who may look and not act, and is out on the next request once disabled", async ({
  page,
  browser,
}) => {
  await signIn(page);
  await page.goto("/settings/people");
  const email = `vera.${Date.now()}@example.com`;
  await page.getByRole("button", { name: "Add a person" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Vera Viewer");
  await dialog.getByLabel("E-mail address").fill(email);
  await dialog.getByRole("radio", { name: /Viewer/ }).check();
  await dialog.getByRole("button", { name: /Add/ }).click();
  const password = (await dialog.locator("code, output").first().innerText()).trim();
  expect(password.length).toBeGreaterThanOrEqual(12);
  await page.keyboard.press("Escape");

  const context = await browser.newContext();
  const visitor = await context.newPage();
  await signIn(visitor, { email, password });
  // A password that somebody else saw is changed before anything else.
  await expect(visitor).toHaveURL(/choose-password/);
  const own = "my-own-long-password-42";
  for (const field of await visitor.getByLabel(/new password|again|repeat/i).all()) await field.fill(own);
  const current = visitor.getByLabel(/current|given/i);
  if (await current.count()) await current.first().fill(password);
  await visitor
    .getByRole("button", { name: /password/i })
    .last()
    .click();
  await visitor.waitForURL((url) => url.pathname === "/");
  await visitor.goto("/settings/people");
  await expect(visitor.getByRole("heading", { level: 1 })).toContainText(/role|allow/i);
  await visitor.goto("/numbers");
  await expect(visitor.getByRole("heading", { level: 1 })).toContainText("Numbers");

  await page
    .getByRole("row", { name: new RegExp(email) })
    .getByRole("button", { name: /Actions|More/ })
    .click();
  await page.getByRole("menuitem", { name: /Disable/ }).click();
  const confirm = page.getByRole("dialog");
  if (await confirm.getByLabel("Reason").count()) await confirm.getByLabel("Reason").fill("Left the company");
  await confirm.getByRole("button", { name: /Disable/ }).click();
  await expect(confirm).toBeHidden();
  await visitor.goto("/numbers");
  await expect(visitor).toHaveURL(/sign-in/);
  await context.close();
});

test("a wrong password and an unknown address get the same answer", async ({ page }) => {
  for (const email of ["nobody@example.com", "ada@example.com"]) {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not-the-password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: /./ }).first()).toBeVisible();
  }
});
