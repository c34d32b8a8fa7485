import { expect, expectNoViolations, signIn, test } from "./portal";

const PAGES = [
  "/",
  "/lookup",
  "/numbers",
  "/numbers?sms=provisioned&sort=-added",
  "/numbers/matrix?cell=tested.missing",
  "/orders",
  "/orders?attention=failed",
  "/jobs",
  "/uploads",
  "/sms",
  "/import",
  "/messages",
  "/messages?view=quarantine",
  "/messages?thread=new",
  "/brands",
  "/campaigns",
  "/campaigns/assign",
  "/inventory",
  "/inventory?mask=303xxxxxxx&quantity=20",
  "/inventory/coverage",
  "/inventory/coverage?by=npaNxx&state=NJ",
  "/inventory/cart",
  "/audit",
  "/settings",
  "/settings/preferences",
  "/numbers?view=cannot-text",
  "/settings/people",
  "/settings/carriers",
  "/settings/sandbox",
  "/nothing-here",
] as const;

const HALF = Math.ceil(PAGES.length / 2);

test("the sign-in has no accessibility violation, and fits a narrow screen", async ({ page }) => {
  await page.goto("/sign-in");
  await expectNoViolations(page);
});

for (const [part, pages] of [PAGES.slice(0, HALF), PAGES.slice(HALF)].entries())
  test(`no page has an accessibility violation, in light and in dark, and each fits a narrow screen: part ${part + 1}`, async ({
    page,
  }) => {
    await signIn(page);
    for (const path of pages)
      await test.step(path, async () => {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        // Not an idle network: the other stories' changes keep live pages asking.
        await expect(page.locator("main .animate-breathe, main [aria-busy=true]")).toHaveCount(0);
        await expectNoViolations(page);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      });
  });

test("one number and one order of the starting set have no violation either", async ({ page }) => {
  await signIn(page);
  for (const list of ["/numbers", "/orders"])
    await test.step(`first of ${list}`, async () => {
      await page.goto(list);
      await page.goto((await page.locator("tbody a").first().getAttribute("href")) ?? "");
      await page.waitForURL(new RegExp(`${list}/.`));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectNoViolations(page);
    });
});

test("simulated carriers are marked as a sandbox", async ({ page }) => {
  await signIn(page);
  await page.goto("/");
  await expect(page.getByText(/sandbox/i).first()).toBeVisible();
});
