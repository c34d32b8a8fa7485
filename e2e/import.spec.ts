import path from "node:path";
import { expect, expectEnded, readSums, signIn, test } from "./portal";

test("a file as Excel wrote it goes to Bandwidth; the part that failed is retried on its own", async ({ page }) => {
  await signIn(page);
  await page.goto("/import");
  // A slow line: what is pasted meanwhile is not checked, let alone ordered, without the file.
  let open = () => {};
  const isOpen = new Promise<void>((resolve) => (open = resolve));
  await page.route("**/api/numbers/read-file", async (route) => {
    await isOpen;
    await route.continue();
  });
  await page
    .getByLabel("File of numbers")
    .setInputFiles(path.join(import.meta.dirname, "files/excel-semicolon-bom.csv"));
  await page.getByLabel("Numbers", { exact: true }).fill("(720) 555-0160\n720.555.0170\n+1 720 555 0101");
  await expect(page.getByRole("button", { name: "Check 3 numbers" })).toHaveAttribute("aria-disabled", "true");
  open();
  await page.getByRole("button", { name: "Check 10 numbers" }).click();
  const order = page.getByRole("button", { name: /^Import \d+ numbers$/ });
  await expect(order).toBeEnabled();
  await order.click();
  await page.waitForURL(/\/orders\/./);
  await expectEnded(page);
  const sums = await readSums(page);
  expect(sums.failed).toBeGreaterThanOrEqual(2);
  expect(sums.confirmed).toBeGreaterThanOrEqual(2);
  expect(sums.requested).toBe(
    (sums.confirmed ?? 0) + (sums.failed ?? 0) + (sums.skipped ?? 0) + (sums.pending ?? 0) + (sums.unknown ?? 0),
  );
  await expect(page.getByText("Partial", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("25060", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("25070", { exact: true }).first()).toBeVisible();

  const parent = page.url();
  await page.getByRole("button", { name: `Retry all ${sums.failed} failed` }).click();
  await page.waitForURL((url) => url.href !== parent && /\/orders\/./.test(url.pathname));
  expect((await readSums(page)).requested).toBe(sums.failed);
});
