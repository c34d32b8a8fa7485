import type { Page } from "@playwright/test";
import { CARRIER_TIMEOUT_MS, expect, expectEnded, expectNoViolations, signIn, test } from "./portal";
import { SANDBOX_KEY } from "./start-portal";

const NUMBERS = ["7376480001", "7376480002"];

const SCREENS = [
  { size: { width: 1440, height: 900 }, colorScheme: "light" },
  { size: { width: 390, height: 844 }, colorScheme: "dark" },
] as const;

async function turnOn(page: Page): Promise<void> {
  await page.goto("/sms");
  await page.getByLabel("Numbers", { exact: true }).fill(NUMBERS.join("\n"));
  await page.getByRole("button", { name: "Check 2 numbers" }).click();
  await page.getByRole("button", { name: "Turn SMS on for 2 numbers" }).click();
  await page.waitForURL(/\/orders\/./);
  await expectEnded(page);
}

test("numbers that lost SMS at the carrier are one click from home; one is accepted, one restored", async ({
  page,
}) => {
  await signIn(page);
  await turnOn(page);
  const answer = await fetch(`${process.env.E2E_SANDBOX_ADMIN}/changes`, {
    method: "POST",
    headers: { "x-admin-key": SANDBOX_KEY, "content-type": "application/json" },
    body: JSON.stringify({ carrier: "intelepeer", change: "sms-lost", numbers: NUMBERS }),
  });
  expect(await answer.json()).toEqual({ changed: NUMBERS.length });

  await test.step("the next reading of the account finds it", async () => {
    await page.goto("/jobs");
    await page.getByRole("button", { name: /^Read now: SMS.* at IntelePeer/ }).click();
    await page.goto("/");
    const lost = page.getByRole("listitem").filter({ hasText: /numbers lost SMS/ });
    await expect(lost).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
    await lost.getByRole("link", { name: "Review" }).click();
    await page.waitForURL(/\/numbers\/drifted\?kind=lost-sms/);
  });
  const row = (number: string) => page.getByRole("row").filter({ hasText: `648-${number.slice(-4)}` });
  for (const number of NUMBERS) await expect(row(number)).toContainText("Lost SMS");
  await expectNoViolations(page);

  await test.step("support has the answer in three acts, above the fold, at a desk and on a phone", async () => {
    for (const { size, colorScheme } of SCREENS) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      await page.goto("/");
      await page.keyboard.press("/");
      await page.getByRole("combobox", { name: "Search everywhere" }).fill(`(737) 648-${NUMBERS[0]?.slice(-4)}`);
      await expect(page.getByRole("option").first()).toContainText("648-0001");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("region", { name: "Verdict" }).getByRole("heading")).toBeInViewport({ ratio: 1 });
      await expect(page.getByRole("button", { name: "Copy for customer" })).toBeInViewport({ ratio: 1 });
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("the answer to the customer is the first sentence of the number's page, one click away", async () => {
    await page.goto(`/numbers/drifted?kind=lost-sms`);
    await row(NUMBERS[0] ?? "")
      .getByRole("link")
      .first()
      .click();
    await page.waitForURL(/\/numbers\/%2B1737648|\/numbers\/\+1737648/);
    const verdict = page.getByRole("region", { name: "Verdict" });
    await expect(verdict).toContainText(
      /Cannot text: lost SMS at IntelePeer since .+: it was provisioned until .+; the carrier now answers 404\. Turn SMS on again\./,
    );
    await expect(verdict.getByRole("button", { name: "Turn SMS on…" })).toBeEnabled();
    await page.goBack();
  });

  await row(NUMBERS[0] ?? "")
    .getByRole("button", { name: "Accept" })
    .click();
  await expect(row(NUMBERS[0] ?? "")).toBeHidden();
  await row(NUMBERS[1] ?? "")
    .getByRole("button", { name: "Restore…" })
    .click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("SMS on for 1 number");
  await dialog.getByRole("button", { name: "Restore 1 number" }).click();
  await page.waitForURL(/\/orders\/./);
  await expectEnded(page);
  await page.goto("/numbers/drifted?kind=lost-sms");
  await expect(row(NUMBERS[1] ?? "")).toBeHidden();
});
