import { expect, signIn, signInAsPerson, test, waitForReact } from "./portal";

test("an administrator adds a viewer, who may look and not act, and is out on the next request once disabled", async ({
  page,
  browser,
}) => {
  await signIn(page);
  await page.goto("/settings/people");
  const email = `vera.${Date.now()}@example.com`;
  await page.getByRole("button", { name: "Add person" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Vera Viewer");
  await dialog.getByLabel("Email address").fill(email);
  await dialog.getByLabel("Role").selectOption("viewer");
  await dialog.getByRole("button", { name: /^Add/ }).click();
  const password = (await page.getByTestId("one-time-password").innerText()).trim();
  await dialog.getByRole("button").last().click();

  const context = await browser.newContext();
  const visitor = waitForReact(await context.newPage());
  await signInAsPerson(visitor, { email, password });
  // A password that somebody else saw is changed before anything else.
  await expect(visitor).toHaveURL(/choose-password/);
  const own = "my-own-long-password-42";
  await visitor.getByLabel("Temporary password").fill(password);
  await visitor.getByLabel("New password", { exact: true }).fill(own);
  await visitor.getByLabel("Repeat new password").fill(own);
  await visitor.getByRole("button", { name: "Save and continue" }).click();
  await visitor.waitForURL((url) => url.pathname === "/");
  for (const closed of ["/settings/people", "/settings/carriers", "/settings/sandbox", "/audit"])
    expect((await visitor.goto(closed))?.status(), closed).toBe(403);
  await expect(visitor.getByRole("button", { name: "Add person" })).toHaveCount(0);
  await visitor.goto("/numbers");
  await expect(visitor.getByRole("heading", { level: 1 })).toContainText("Numbers");

  await page.goto("/settings/people");
  await page
    .getByRole("row", { name: new RegExp(email) })
    .getByRole("button", { name: "Actions on Vera Viewer" })
    .click();
  await page.getByRole("menuitem", { name: /Disable/ }).click();
  const confirm = page.getByRole("dialog");
  await confirm.getByLabel("Reason").fill("Left the company");
  await confirm.getByRole("button", { name: /Disable/ }).click();
  await expect(confirm).toBeHidden();
  await visitor.goto("/numbers");
  await expect(visitor).toHaveURL(/sign-in/);
  await context.close();
});

test("a wrong password and an unknown address get the same answer", async ({ page }) => {
  const answers: string[] = [];
  for (const email of ["nobody@example.com", "somebody@example.com"]) {
    await page.goto("/sign-in");
    await page.getByLabel("Email address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not-the-password");
    await page.getByRole("button", { name: "Sign in" }).click();
    const alert = page.getByRole("alert").filter({ hasText: /\w/ }).first();
    await expect(alert).toBeVisible();
    answers.push(await alert.innerText());
  }
  expect(answers[0]).toBe(answers[1]);
});
