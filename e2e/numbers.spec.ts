import { CARRIER_TIMEOUT_MS, expect, expectNoViolations, signIn, test, untilReacts } from "./portal";

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

test("keys that are pressed before the page's scripts are there count once they are", async ({ page }) => {
  await signIn(page);
  const open = async () => {
    // Not the story's own page, which waits for React.
    const early = await page.context().newPage();
    let release = () => undefined as void;
    const scripts = new Promise<void>((resolve) => (release = resolve));
    await early.route("**/*.js*", async (route) => {
      await scripts;
      await route.continue();
    });
    const loaded = early.goto("/numbers", { waitUntil: "commit" });
    await early.locator("tbody tr[data-row]").nth(1).waitFor();
    await loaded;
    const arrive = () => {
      release();
      return untilReacts(early);
    };
    return { early, arrive };
  };
  const rows = await open();
  for (const key of ["j", "j", "k", "j", "x"]) await rows.early.keyboard.press(key);
  await rows.arrive();
  const second = rows.early.locator("tbody tr[data-row]").nth(1);
  await expect(second).toHaveAttribute("data-selected");
  await expect(second.getByRole("link").first()).toBeFocused();
  // Each counts once, and from here on as ever.
  await rows.early.keyboard.press("k");
  await expect(rows.early.locator("tbody tr[data-row]").first().getByRole("link").first()).toBeFocused();

  const search = await open();
  await search.early.keyboard.press("/");
  await search.early.keyboard.type("303205");
  await search.arrive();
  await expect(search.early.getByLabel("Search everywhere").last()).toHaveValue("303205");
  await expect(search.early.getByRole("option").first()).toBeVisible();

  const field = await open();
  await field.early.keyboard.press("j");
  const input = field.early.getByRole("main").getByRole("searchbox").first();
  await input.click();
  await field.early.keyboard.type("jk/");
  await field.arrive();
  await expect(input).toBeFocused();
  await expect(input).toHaveValue("jk/");
});
