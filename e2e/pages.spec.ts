import { expect, expectNoViolations, signIn, test } from "./portal";

const PAGES = [
  "/",
  "/numbers",
  "/numbers?sms=provisioned&sort=-added",
  "/orders",
  "/orders?attention=failed",
  "/sms",
  "/import",
  "/inventory",
  "/inventory?mask=303xxxxxxx&quantity=20",
  "/inventory/coverage",
  "/inventory/coverage?by=npaNxx&state=NJ",
  "/inventory/cart",
  "/audit",
  "/settings",
  "/settings/people",
  "/settings/carriers",
  "/settings/sandbox",
  "/nothing-here",
] as const;

for (const theme of ["light", "dark"] as const)
  test(`no accessibility violation on any page, ${theme}`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.goto("/sign-in");
    await expectNoViolations(page);
    await signIn(page);
    for (const path of PAGES)
      await test.step(path, async () => {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await page.waitForLoadState("networkidle");
        await expectNoViolations(page);
      });
    // One number and one order of the starting set.
    for (const list of ["/numbers", "/orders"])
      await test.step(`first of ${list}`, async () => {
        await page.goto(list);
        await page.locator("tbody a").first().click();
        await page.waitForURL(new RegExp(`${list}/.`));
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectNoViolations(page);
      });
  });

test("every page fits a narrow screen", async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page);
  for (const path of PAGES)
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    });
});

test("the played carriers are said to be played", async ({ page }) => {
  await signIn(page);
  await expect(page.getByText(/sandbox/i).first()).toBeVisible();
});
