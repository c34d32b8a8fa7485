import { expect, expectEnded, expectNoViolations, signIn, test } from "./portal";

test("a number's page says first whether it can text, shows the evidence, and has a text for the customer", async ({
  page,
}) => {
  await signIn(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/numbers/+12125557301");
  const verdict = page.getByRole("region", { name: "Verdict" });
  await expect(verdict.getByRole("heading")).toContainText(
    "Not known: this number has not been checked at any carrier.",
  );
  await verdict.getByRole("button", { name: "Read IntelePeer now" }).click();
  await expect(verdict.getByRole("heading")).toContainText(/^(Cannot text|Not known: IntelePeer)/);

  await page.goto("/sms");
  await page.getByLabel("Numbers", { exact: true }).fill("2125557301");
  await page.getByRole("button", { name: "Check 1 number" }).click();
  await page.getByRole("button", { name: "Turn SMS on for 1 number" }).click();
  await page.waitForURL(/\/orders\/./);
  await expectEnded(page);

  await page.goto("/numbers/+12125557301");
  await expect(verdict.getByRole("heading")).toHaveText(/^Can text since \w{3} \d{1,2}, \d{4} through IntelePeer$/);
  const order = verdict.getByRole("link", { name: /^T[A-Z0-9]+$/ });
  await expect(order).toHaveAttribute("href", `/orders/${await order.innerText()}`);
  // Only the steps of the number's own carriers.
  await expect(page.getByRole("region", { name: "Readiness" }).getByRole("listitem")).toHaveCount(1);

  await verdict.getByRole("button", { name: "Evidence of the verdict" }).click();
  const drawer = page.getByRole("dialog", { name: "Evidence for (212) 555-7301" });
  await expect(drawer).toContainText("provisioned");
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(verdict.getByRole("button", { name: "Evidence of the verdict" })).toBeFocused();

  await verdict.getByRole("button", { name: "Copy for customer" }).click();
  await expect(page.getByText("Copied the text for the customer")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(
    /^\+12125557301 can send and receive text messages since \w{3} \d{1,2}, \d{4}, [\d:]{8} \S+\. Last confirmed .+\.$/,
  );
  expect(copied).not.toMatch(/IntelePeer|provision/i);
  await expectNoViolations(page);
});

test("an administrator sets how long a message shows that its number works", async ({ page }) => {
  await signIn(page);
  await page.goto("/settings");
  const days = page.getByLabel("Days");
  await days.fill("0");
  await page.getByRole("button", { name: "Save: Message age" }).click();
  await expect(page.getByText("At least 1 day.")).toBeVisible();
  await days.fill("91");
  await page.getByRole("button", { name: "Save: Message age" }).click();
  await expect(page.getByText("Message age saved")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Days")).toHaveValue("91");
});
