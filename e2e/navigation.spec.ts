import { expect, signIn, test, watchForBlanks } from "./portal";

const DESTINATIONS = [
  "Orders",
  "Numbers",
  "Campaigns",
  "Uploads",
  "Inventory",
  "Home",
  "Messages",
  "Customers",
  "Jobs",
];

test("whatever is clicked, no page is without its title or its content, not even for a moment", async ({ page }) => {
  const blanks = await watchForBlanks(page);
  await signIn(page);
  await page.goto("/settings");
  const navigation = page.getByRole("navigation", { name: "Main" }).first();
  for (const name of [...DESTINATIONS, ...DESTINATIONS]) {
    // At once, as a quick hand does it: between the pointer's arrival and the click nothing was loaded.
    await navigation.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(page).toHaveTitle(`${name} · Tandem`);
  }
  for (const [list, title] of [
    ["Numbers", /^\(\d{3}\) \d{3}-\d{4} · Tandem$/],
    ["Orders", /^Order T[0-9A-Z]+ · Tandem$/],
  ] as const) {
    await navigation.getByRole("link", { name: list, exact: true }).click();
    // The page before it has links in a table as well.
    await expect(page).toHaveTitle(`${list} · Tandem`);
    await page.locator("tbody a").first().click();
    await expect(page).toHaveTitle(title);
    await page.goBack();
    await expect(page).toHaveTitle(`${list} · Tandem`);
    await page.goForward();
    await expect(page).toHaveTitle(title);
  }
  await page.goto("/nothing-here");
  await expect(page).toHaveTitle("Page not found · Tandem");
  expect(blanks()).toEqual([]);
});

test("while the next page is on its way over a slow line, a bar at the top shows that the click was taken", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/orders");
  const bar = page.locator("body > [aria-hidden] > .animate-sweep");
  let answer = () => {};
  const isDue = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/_rsc=/, async (route) => {
    await isDue;
    await route.continue();
  });
  await page.locator("tbody tr").first().locator("td").nth(1).click();
  await expect(bar).toHaveCount(1);
  await expect(page.getByRole("heading", { level: 1, name: "Orders" })).toBeVisible();
  answer();
  await expect(page).toHaveTitle(/^Order /);
  await expect(bar).toHaveCount(0);
});
