import { readFileSync } from "node:fs";
import { CARRIER_TIMEOUT_MS, expect, expectNoViolations, signIn, test, watchForBlanks } from "./portal";
import { writeFile, writeThousand } from "./upload-files";
import { labelPasted } from "./upload-labels";
import { chooseOption, countActs, readLine, waitForCounts } from "./upload-person";

test("1,000 rows with 12 bad ones are fixed in place and submitted in one round; corrected results send only what failed", async ({
  page,
  context,
}) => {
  const { file, typed } = writeThousand("646");
  const blanks = await watchForBlanks(page);
  await signIn(page);
  await page.goto("/uploads");
  const person = countActs(page);

  await test.step("the file is read, and its columns are recognized", async () => {
    await person.file(file);
    await page.waitForURL(/\/map$/);
    await expect(page.getByLabel("What TN holds")).toHaveValue("number");
    await expectNoViolations(page);
    await page.reload();
    await person.choose("Action", "Import");
    if ((await page.getByLabel("Carrier account", { exact: true }).inputValue()) === "")
      await person.choose("Carrier account", /^Bandwidth/);
    await person.click("Check 1,000 rows");
    await page.waitForURL(/\/check/);
    await waitForCounts(page, { "to fix": 10, blocked: 1, duplicate: 1 });
  });

  await test.step("repairs of a whole group", async () => {
    await person.click(/^Remove the extension: all 2/);
    await waitForCounts(page, { "to fix": 8 });
    await person.click(/ranges: 1/);
    await waitForCounts(page, { "to fix": 7 });
    await person.click(/without a number: 1/);
    await waitForCounts(page, { "to fix": 6, removed: 1 });
  });

  await test.step("a second tab and a reload in the middle: nothing is lost, and a change made there is seen", async () => {
    const upload = page.url();
    const other = await context.newPage();
    await other.goto(upload);
    await other.getByRole("grid", { name: "Rows" }).focus();
    await other.keyboard.type(typed.get(await readLine(other)) ?? "");
    await other.keyboard.press("Enter");
    await waitForCounts(other, { "to fix": 5 });
    await other.close();
    await page.reload();
    await waitForCounts(page, { "to fix": 5 });
  });

  await test.step("the others are typed in, one after another", async () => {
    await page.getByRole("grid", { name: "Rows" }).focus();
    for (let left = 5; left > 0; left -= 1) {
      const line = await readLine(page);
      await person.type(typed.get(line) ?? "nothing known of this line");
      await waitForCounts(page, { "to fix": left - 1 });
    }
    await person.tab(/^Blocked/);
    await expect(page.getByRole("grid", { name: "Rows" }).getByRole("row")).toHaveCount(2);
    await page.getByRole("grid", { name: "Rows" }).focus();
    await person.type(typed.get(await readLine(page)) ?? "");
    await waitForCounts(page, { ready: 1_002, "to fix": 0, blocked: 0, duplicate: 1, removed: 1 });
    await expectNoViolations(page);
    await page.reload();
  });

  await test.step("the dry run and the plan, then the submission", async () => {
    await person.click("Continue with 1,002 rows");
    await page.waitForURL(/\/submit$/);
    await expect(page.getByText(/1,002 numbers .*: about/)).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
    await expectNoViolations(page);
    await person.click("Import 1,002 numbers");
    await person.fill(/^Type 1,002/, "1002");
    await person.fill("Reason", "A new customer");
    await person.click("Import 1,002 numbers");
    await page.waitForURL(/\/results/);
  });
  // A minute and a half at three seconds each.
  expect(person.count()).toBeLessThanOrEqual(30);

  const results = page.url();
  await test.step("the results say what the carrier refused", async () => {
    await expect(page.getByText("1,001 of 1,003 confirmed, 2 failed")).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
    await page
      .getByRole("navigation", { name: "Rows by outcome" })
      .getByRole("link", { name: /^Failed/ })
      .click();
    await expect(page.getByRole("row").filter({ hasText: "25060" })).toBeVisible();
    await expectNoViolations(page);
    await page.reload();
  });

  await test.step("the order leads back to the upload", async () => {
    await page.locator("main li a[href^='/orders/']").first().click();
    await page.waitForURL(/\/orders\//);
    const order = page.url();
    // Its failed numbers become a list of their own, for whatever is to be done with them.
    await page.goto(`${order.split("?")[0]}?state=failed`);
    await page.getByRole("button", { name: /^Order all 2 again/ }).click();
    await page.waitForURL(/\/uploads\/.*\/map$/);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Failed");
    await page.goto(order);
    await page.getByRole("link", { name: /^U[2-9A-Z]{7}$/ }).click();
    await page.waitForURL(/\/results/);
  });

  await test.step("the results file, sorted and corrected in a spreadsheet, sends only the failed rows", async () => {
    await page.goto(results);
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Results file" }).click();
    await page.getByRole("menuitem", { name: "CSV" }).click();
    const text = readFileSync(await (await waiting).path(), "utf8").replace(/^\uFEFF/, "");
    const [head = "", ...lines] = text.trim().split("\r\n");
    expect(head.startsWith("Company,TN,Note,Tandem row,Status")).toBe(true);
    expect(lines).toHaveLength(1_004);
    const corrected = lines
      .map((line) => line.replace("(646) 655-0160", "(646) 655-4160").replace("(646) 655-0170", "(646) 655-4170"))
      .toSorted()
      .toReversed();
    // The file was read between its arrival and its page: there is nothing left to map all the same.
    await page.route(/\/uploads\/[^/]+\/map\b/, async (route) => {
      const [, id] = /\/uploads\/([^/]+)/.exec(route.request().url()) ?? [];
      await expect.poll(async () => (await page.request.get(`/api/uploads/${id}/rows`)).text()).toMatch(/"rows":\[\{/);
      await route.continue();
    });
    await page
      .getByLabel("File to upload")
      .setInputFiles(writeFile("corrected.csv", [head, ...corrected, ""].join("\r\n")));
    await page.waitForURL((url) => url.href !== results && url.pathname.endsWith("/check"), {
      timeout: CARRIER_TIMEOUT_MS,
    });
    await page.unrouteAll();
    await expect(page.getByText("Corrected rows of customers.csv")).toBeVisible();
    await page.getByRole("button", { name: /^Correct U[2-9A-Z]{7}$/ }).click();
    await page.waitForURL(/\/submit$/);
    await expect(page.getByText(/^2 rows changed/)).toBeVisible();
    await page.getByRole("button", { name: "Import 2 numbers" }).click();
    await page.waitForURL(results);
    await expect(page.getByText("1,003 of 1,003 confirmed")).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
    await expect(page.locator("main li").filter({ hasText: "attempt 2" })).toContainText("2 numbers");
  });

  await test.step("all numbers of a filter become one frozen list", async () => {
    await page.goto("/numbers?npa=646&import=imported");
    await page.getByLabel("Select all on this page").check();
    await page.getByRole("button", { name: /^Select all [\d,+]+ matching$/ }).click();
    await page.getByRole("button", { name: /^Order all/ }).click();
    await page.waitForURL(/\/uploads\/.*\/map$/);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Area code: 646");
    await chooseOption(page, "Action", "Remove");
    await page.getByRole("button", { name: /^Check 1,0\d\d rows$/ }).click();
    await page.waitForURL(/\/check/);
    await waitForCounts(page, { "to fix": 0, blocked: 0 });
    await page.getByRole("button", { name: /^Continue with 1,0\d\d rows$/ }).click();
    await page.waitForURL(/\/submit$/);
    await page.getByRole("button", { name: "Ask the carriers now" }).click();
    await page.getByRole("button", { name: "Stop asking, use what is known" }).click();
    await expect(page.getByText(/^Compared with what is known/)).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
  });

  await test.step("customers and tags of some of them come from a pasted list, and are taken back", () =>
    labelPasted(page, "6466552"));

  expect(blanks()).toEqual([]);
});

test("the whole way is open to the keyboard alone", async ({ page }) => {
  await signIn(page);
  await page.goto("/");
  const { keyboard } = page;
  /** Tab until it has the focus, as somebody without a mouse does. */
  const tabTo = async (name: string | RegExp, role: "button" | "grid" = "button") => {
    const target = page.getByRole(role, { name }).first();
    await expect(target).toBeEnabled({ timeout: CARRIER_TIMEOUT_MS });
    for (let presses = 0; presses < 120; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press("Tab");
    }
    throw new Error(`${String(name)} cannot be reached with the keyboard`);
  };
  const tabToLabel = async (label: string) => {
    const target = page.getByLabel(label, { exact: true });
    for (let presses = 0; presses < 120; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press("Tab");
    }
    throw new Error(`${label} cannot be reached with the keyboard`);
  };
  await keyboard.press("g");
  await keyboard.press("u");
  await page.waitForURL(/\/uploads$/);
  await tabTo("Paste");
  await keyboard.press("Enter");
  await keyboard.type("TN\n(646) 656-2001\n(646) 656-20\n(646) 656-2003\n");
  await keyboard.press("Control+Enter");
  await page.waitForURL(/\/map$/);
  await tabToLabel("Action");
  await keyboard.type("Import");
  await expect(page.getByLabel("Action", { exact: true })).toHaveValue("import");
  await tabTo(/^Check 3 rows/);
  await keyboard.press("Enter");
  await page.waitForURL(/\/check/);
  await waitForCounts(page, { ready: 2, "to fix": 1 });
  await tabTo("Rows", "grid");
  await keyboard.press("Enter");
  await keyboard.type("02");
  await keyboard.press("Escape");
  await waitForCounts(page, { "to fix": 1 });
  await keyboard.type("(646) 656-2002");
  await expect(page.getByText("Reads as (646) 656-2002. Enter saves it.")).toBeVisible();
  await keyboard.press("Enter");
  await waitForCounts(page, { ready: 3, "to fix": 0 });
  await page.getByRole("grid", { name: "Rows" }).focus();
  await keyboard.press("ArrowDown");
  await keyboard.press("Delete");
  await waitForCounts(page, { ready: 2, removed: 1 });
  await keyboard.press("Control+z");
  await waitForCounts(page, { ready: 3 });
  await tabTo("Continue with 3 rows");
  await keyboard.press("Enter");
  await page.waitForURL(/\/submit$/);
  await tabTo("Ask the carriers now");
  await keyboard.press("Enter");
  await expect(page.getByText(/^The carriers were asked/)).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
  await tabTo("Import 3 numbers");
  await keyboard.press("Enter");
  await expect(page.getByText("3 of 3 confirmed")).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
});
