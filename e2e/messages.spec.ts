import { CARRIER_TIMEOUT_MS, expect, expectEnded, signIn, test } from "./portal";
import { SANDBOX_KEY } from "./start-portal";

/** A message from outside to one of our numbers, as often as asked for. */
async function deliver(to: string, text: string, duplicates: number): Promise<void> {
  const answer = await fetch(`${process.env.E2E_SANDBOX_ADMIN}/inbound`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-admin-key": SANDBOX_KEY },
    body: JSON.stringify({ carrier: "bandwidth", to, from: "+13233326955", text, duplicates }),
  });
  expect(answer.status, await answer.text()).toBe(200);
}

test("one number's whole path: imported, registered, tested, and a message comes in, all without a reload", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/import");
  await page.getByLabel("Numbers", { exact: true }).fill("(720) 555-7302");
  await page.getByRole("button", { name: "New application" }).click();
  await page.getByLabel("Name").fill("Story of one");
  await page.getByRole("button", { name: "Create application" }).click();
  await expect(page.getByText("Bandwidth made “Story of one”")).toBeVisible();
  await page.getByRole("button", { name: "Check 1 number" }).click();
  await page.getByRole("button", { name: "Import 1 number" }).click();
  await page.waitForURL(/\/orders\/./);

  const matrix = page.getByRole("region", { name: "Import progress" });
  const confirmed = matrix.getByRole("row", { name: /^Confirmed/ });
  await expect(confirmed).toHaveText(/^Confirmed1100$/, { timeout: CARRIER_TIMEOUT_MS });

  await page.getByRole("button", { name: "Test 1 number" }).click();
  await page.getByRole("textbox", { name: "To" }).fill("(323) 332-6955");
  await expect(page.getByText("1 segment, GSM-7")).toBeVisible();
  await page.getByRole("button", { name: "Send 1 message" }).click();
  await expectEnded(page);

  await page.goto("/messages");
  await page.getByLabel("Sender or recipient number").fill("(720) 555-7302");
  await page.getByRole("link", { name: /\(323\) 332-6955/ }).click();
  await expect(page.getByText("Delivered", { exact: true }).first()).toBeVisible();
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await deliver("+17205557302", "Hello from outside", 1);
  await expect(page.getByText("Hello from outside").first()).toBeVisible();
  await expect(page.getByText("received 2×")).toBeVisible();
  expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);

  await page.goto("/numbers/+17205557302");
  await expect(page.getByText("Bandwidth delivered a message")).toBeVisible();

  // What was sent is no longer in the form, and its thread is open.
  await page.goto("/messages?thread=new");
  await page.getByLabel("From (a registered number)").fill("(720) 555-7302");
  await page.getByLabel("To", { exact: true }).fill("(323) 332-6956");
  await page.getByLabel("Text", { exact: true }).fill("Once only");
  await page.getByRole("button", { name: /^Send/ }).click();
  await page.waitForURL((url) => url.searchParams.get("thread") === "+17205557302~+13233326956");
  await expect(page.getByText("Once only")).toHaveCount(2);
  await expect(page.getByLabel("Text", { exact: true })).toHaveValue("");
});
