import { CARRIER_TIMEOUT_MS, expect, expectNoViolations, signIn, test } from "./portal";
import { writeThreeParts, writeTwoSheets } from "./upload-files";

test("an upload that was cut off goes on where it stopped when the same file is chosen again", async ({ page }) => {
  const file = writeThreeParts("646");
  await signIn(page);
  await page.goto("/uploads");
  page.on("dialog", (dialog) => void dialog.accept());
  await page.route("**/parts/1", (route) => route.abort());
  const sent: string[] = [];
  page.on("request", (request) => {
    const [, part] = /\/parts\/(\d+)$/.exec(request.url()) ?? [];
    if (part) sent.push(part);
  });
  await page.getByLabel("File to upload").setInputFiles(file);
  await expect(page.getByText("No connection.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("row").filter({ hasText: "three-parts.csv" }).getByText("Uploading")).toBeVisible();
  await page.unroute("**/parts/1");
  sent.length = 0;
  await page.getByLabel("File to upload").setInputFiles(file);
  await page.waitForURL(/\/map$/);
  expect(sent).toEqual(["1"]);
  await expect(page.getByLabel("What TN holds")).toHaveValue("number", { timeout: CARRIER_TIMEOUT_MS });

  // The same content once more is noticed; the person decides.
  await page.goto("/uploads");
  await page.getByLabel("File to upload").setInputFiles(file);
  await page.waitForURL(/\/map$/);
  await expect(page.getByText("This content was uploaded before")).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete upload" }).click();
  await page.waitForURL(/\/uploads$/);
});

test("what cannot be read is refused beside the drop zone or on its own page, and nothing is kept of it", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/uploads");
  await page.getByLabel("File to upload").setInputFiles({ name: "old.xls", mimeType: "", buffer: Buffer.from("x") });
  await expect(page.getByText("Save it as XLSX or CSV")).toBeVisible();
  await page
    .getByLabel("File to upload")
    .setInputFiles({ name: "list.csv", mimeType: "", buffer: Buffer.from("%PDF-1.7 \0\u0001") });
  await page.waitForURL(/\/map$/);
  await expect(page.getByText("This file cannot be used")).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
  await expectNoViolations(page);

  await test.step("of a workbook with several sheets the person chooses one", async () => {
    await page.goto("/uploads");
    await page.getByLabel("File to upload").setInputFiles(await writeTwoSheets("646"));
    await page.waitForURL(/\/map$/);
    await expect(page.getByRole("button", { name: "Old: 2 rows" })).toHaveAttribute("aria-pressed", "true", {
      timeout: CARRIER_TIMEOUT_MS,
    });
    await page.getByRole("button", { name: "New: 3 rows" }).click();
    await expect(page.getByRole("button", { name: "New: 3 rows" })).toHaveAttribute("aria-pressed", "true", {
      timeout: CARRIER_TIMEOUT_MS,
    });
    await expect(page.getByRole("cell", { name: "(646) 657-0101" })).toBeVisible();
  });

  await test.step("more numbers than a form takes are opened as an upload, none of them lost", async () => {
    await page.goto("/sms");
    const numbers = Array.from({ length: 10_001 }, (_, n) => String(6_462_200_000 + n));
    // Pasted at once: typed line by line it takes the browser minutes.
    await page.getByLabel("Numbers", { exact: true }).evaluate((box, text) => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(box, text);
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }, numbers.join("\n"));
    await page.getByRole("button", { name: "Open all of it as an upload" }).click();
    await page.waitForURL(/\/uploads\/.*\/map$/, { timeout: CARRIER_TIMEOUT_MS });
    await expect(page.getByText("10,001 rows").first()).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
  });
});
