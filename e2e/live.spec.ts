import type { Page } from "@playwright/test";
import { CARRIER_TIMEOUT_MS, confirmLarge, expect, expectEnded, signIn, test, waitForReact } from "./portal";

const DELAY_MS = 3_000;
const SIZE = 200;

/** Of one moment on screen: the bar's figures, the same by the outcome groups, and what the visible rows of the table say. */
type Sample = { bar: Record<string, number>; groups: Record<string, number>; rows: Record<string, number> };

/** Notes every picture that the page shows from now on, as the browser paints it. */
async function recordScreen(page: Page): Promise<() => Promise<Sample[]>> {
  await page.evaluate(() => {
    const samples: string[] = [];
    Object.assign(window, { samples });
    const add = (sums: Record<string, number>, state: string, count: number) => {
      const name = ["queued", "sending", "accepted"].includes(state) ? "pending" : state;
      sums[name] = (sums[name] ?? 0) + count;
    };
    const toNumber = (text: string) => Number(text.replaceAll(",", ""));
    const look = () => {
      const [bar, groups, rows]: Record<string, number>[] = [{}, {}, {}];
      for (const item of document.querySelectorAll("main ul li")) {
        const text = (item as HTMLElement).innerText.replace(/\s+/g, " ");
        const legend = /^([\d,]+) ?(requested|confirmed|failed|unknown|skipped|pending)$/.exec(text);
        const group = /^([\d,]+) (Queued|Sending|Accepted|Confirmed|Failed|Skipped|Unknown)\b/.exec(text);
        if (legend && bar) bar[legend[2] ?? ""] = toNumber(legend[1] ?? "");
        else if (group && groups) add(groups, (group[2] ?? "").toLowerCase(), toNumber(group[1] ?? ""));
      }
      for (const cell of document.querySelectorAll("main tbody tr td:nth-child(3)"))
        if (rows) add(rows, (cell as HTMLElement).innerText.trim().toLowerCase(), 1);
      const sample = JSON.stringify({ bar, groups, rows });
      if (samples.at(-1) !== sample) samples.push(sample);
      requestAnimationFrame(look);
    };
    look();
  });
  return async () =>
    page.evaluate(() => (window as unknown as { samples: string[] }).samples.map((one) => JSON.parse(one) as never));
}

test("with every answer three seconds late, an order's page shows one moment at a time, and goes on", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/sms");
  const numbers = Array.from({ length: SIZE }, (_, n) => `7377770${String(100 + n)}`);
  await page.getByLabel("Numbers", { exact: true }).fill(numbers.join("\n"));
  await page.getByRole("button", { name: `Check ${SIZE} numbers` }).click();
  await page.getByRole("button", { name: `Turn SMS on for ${SIZE} numbers` }).click();
  await confirmLarge(page, `Turn SMS on for ${SIZE} numbers`);
  await page.waitForURL(/\/orders\/./);

  let running = 0;
  let most = 0;
  let refreshes = 0;
  await page.route("**/*", async (route) => {
    const request = route.request();
    const isRefresh = request.headers().rsc === "1" && !("next-router-prefetch" in request.headers());
    if (!isRefresh && !new URL(request.url()).pathname.startsWith("/api/")) return route.continue();
    if (isRefresh) {
      running += 1;
      refreshes += 1;
      most = Math.max(most, running);
    }
    await new Promise((resolve) => setTimeout(resolve, DELAY_MS));
    await route.continue().catch(() => undefined);
    if (isRefresh) running -= 1;
  });
  const readSamples = await recordScreen(page);
  await expectEnded(page);

  const samples = (await readSamples()).filter(({ bar }) => bar.requested !== undefined);
  for (const { bar, groups, rows } of samples) {
    const { requested, ...parts } = bar;
    const shown = Object.fromEntries(Object.entries(parts).filter(([, count]) => count > 0));
    expect(requested).toBe(SIZE);
    expect(groups).toEqual(shown);
    for (const [state, count] of Object.entries(rows)) expect(count).toBeLessThanOrEqual(shown[state] ?? 0);
  }
  // It moved on while it ran, and no refresh was overtaken by the next.
  expect(new Set(samples.map(({ bar }) => JSON.stringify(bar))).size).toBeGreaterThanOrEqual(3);
  expect(refreshes).toBeGreaterThanOrEqual(2);
  expect(most).toBe(1);
});

test("days and times are those of the browser, or of the zone that the person chose", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, timezoneId: "America/Los_Angeles" });
  const page = waitForReact(await context.newPage());
  await signIn(page);
  await page.goto("/settings/preferences");
  await expect(page.getByText("Currently America/Los_Angeles.")).toBeVisible();
  // A page that was asked for before the zone was sent is rendered again, also where it has been sent since.
  await context.clearCookies({ name: "tandem-zone" });
  await page.addInitScript(() => (document.cookie = "tandem-zone=America%2FLos_Angeles; path=/"));
  await page.goto("/settings/preferences");
  await expect(page.getByText("Currently America/Los_Angeles.")).toBeVisible();
  await page.goto("/orders?from=2020-01-01&to=2020-01-01");
  await expect(page.getByText("Days are in your time zone.")).toBeVisible();
  await page.goto("/settings/preferences");
  await page.getByLabel("Time zone").selectOption("Pacific/Honolulu");
  await expect(page.getByText("Currently Pacific/Honolulu.")).toBeVisible();
  await page.goto("/audit");
  await expect(page.locator("time").filter({ hasText: /HST/ }).first()).toBeVisible();
  await page.goto("/settings/preferences");
  await page.getByLabel("Time zone").selectOption("");
  await expect(page.getByText("Currently America/Los_Angeles.")).toBeVisible();
  await context.close();
});

test("says on another page that what one started has ended, with a link to it", async ({ page }) => {
  await signIn(page);
  await page.goto("/sms");
  await page.getByLabel("Numbers", { exact: true }).fill("7377771999");
  await page.getByRole("button", { name: "Check 1 number" }).click();
  await page.getByRole("button", { name: "Turn SMS on for 1 number" }).click();
  await page.waitForURL(/\/orders\/./);
  const order = await page
    .getByText(/^T[0-9A-Z]{9}$/)
    .first()
    .innerText();
  await page.getByRole("link", { name: "Customers", exact: true }).click();
  await page.waitForURL(/\/customers$/);
  const notice = page.getByRole("listitem").filter({ hasText: /^SMS on: 1 / });
  await expect(notice).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
  // Somebody who tabs on gets past it, and comes round to the page.
  await notice.hover();
  await page.getByRole("button", { name: "New customer…" }).first().focus();
  const passed: string[] = [];
  for (let presses = 0; presses < 60 && !passed.includes("Skip to content"); presses += 1) {
    await page.keyboard.press("Tab");
    passed.push(await page.evaluate(() => document.activeElement?.textContent ?? ""));
  }
  expect(passed).toContain("Open");
  expect(passed).toContain("Skip to content");
  await notice.getByRole("button", { name: "Open" }).click();
  await page.waitForURL((url) => url.pathname === `/orders/${order}`);
  await expectEnded(page);
  // Shown once: not on its own page, and not again.
  await page.getByRole("link", { name: "Customers", exact: true }).click();
  await page.waitForURL(/\/customers$/);
  await expect(notice).toHaveCount(0);
});
