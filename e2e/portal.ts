import { expect, test as base, type Page } from "@playwright/test";
import axe from "axe-core";
import { ADMIN } from "./start-portal";

export { expect };

declare global {
  interface Window {
    axe: typeof axe;
    noteBlank: (what: string) => Promise<void>;
  }
}

/** How long until a carrier's answer, or an order's end, is taken to never come. */
export const CARRIER_TIMEOUT_MS = 120_000;

export const test = base.extend({
  page: async ({ page }, use) => use(waitForReact(page)),
});

/** Each page that is opened or reloaded is React's before the story goes on: a click before that is lost. */
export function waitForReact(page: Page): Page {
  for (const way of ["goto", "reload"] as const) {
    const load = page[way].bind(page) as Page["goto"];
    page[way] = async (...input: unknown[]) => {
      const answer = await load(...(input as Parameters<Page["goto"]>));
      await untilReacts(page);
      return answer;
    };
  }
  return page;
}

/** For a page that loads itself again. */
export const untilReacts = (page: Page) => page.waitForFunction(isReacts);

const isReacts = () =>
  [...document.querySelectorAll("button, input, textarea")].every((element) =>
    Object.keys(element).some((key) => key.startsWith("__reactProps$")),
  );

/** Notes each moment in which an opened page has no title or no content; what is returned reads them. */
export async function watchForBlanks(page: Page): Promise<() => string[]> {
  const found: string[] = [];
  await page.exposeFunction("noteBlank", (what: string) => found.push(what));
  await page.addInitScript(() => {
    let isOpen = false;
    new MutationObserver(() => {
      const isTitled = document.title !== "";
      const isFilled = document.querySelector("main")?.textContent !== "";
      isOpen ||= isTitled && isFilled;
      if (isOpen && !isTitled) void window.noteBlank(`no title: ${location.href}`);
      if (isOpen && !isFilled) void window.noteBlank(`no content: ${location.href}`);
    }).observe(document, { childList: true, subtree: true });
  });
  return () => found;
}

/** The administrator, signed in once for all tests: deriving the password's key each time is slow on purpose. */
export async function signIn(page: Page): Promise<void> {
  await page.context().addCookies(JSON.parse(process.env.E2E_COOKIES ?? "[]"));
}

/** As a person does it: the form, the button, the first page. */
export async function signInAsPerson(
  page: Page,
  { email, password }: { email: string; password: string } = ADMIN,
): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** The order that the page shows ends: each of its numbers has an outcome. */
export async function expectEnded(page: Page): Promise<void> {
  await expect(page.getByText(/^Done: /).first()).toBeVisible({ timeout: CARRIER_TIMEOUT_MS });
}

/** Confirms the dialog that a large order opens: the count typed, a reason, the button. */
export async function confirmLarge(page: Page, button: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Type /).fill(/[\d,]+/.exec(button)?.[0] ?? "");
  await dialog.getByLabel("Reason").fill("A large one");
  await dialog.getByRole("button", { name: button }).click();
}

/** Axe finds nothing in light and in dark, and nothing is wider than a telephone's screen. */
export async function expectNoViolations(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(overflow, `wider than the screen: ${page.url()}`).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width, height });
  // Rows that repeat the first ones: axe takes eight seconds for fifty of them, though it is asked to leave them out.
  await page.evaluate(() => document.querySelectorAll("tbody tr:nth-child(n + 7)").forEach((row) => row.remove()));
  await expectAxeIsContent(page, "light");
  // Colors are all that the theme changes.
  await expectAxeIsContent(page, "dark", ["color-contrast"]);
}

/** Axe itself, without the package that drives it from here: that one sends it to the page for each question. */
async function expectAxeIsContent(page: Page, colorScheme: "light" | "dark", rules?: string[]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async (runOnly) => {
    const { violations } = await window.axe.run({
      resultTypes: ["violations"],
      ...(runOnly && { runOnly: { type: "rule", values: runOnly } }),
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(" | ")}`);
  }, rules);
  // Soft: one run tells of every page.
  expect.soft(found, `${colorScheme}: ${page.url()}`).toEqual([]);
}

/** The legend of an order's outcome bar, as `{ confirmed: 3, … }`. */
export async function readSums(page: Page): Promise<Record<string, number>> {
  const legend = page
    .locator("main ul li")
    .filter({ hasText: /^[\d,]+(requested|confirmed|failed|unknown|skipped|pending)$/ });
  await legend.first().waitFor();
  const entries = await legend.allInnerTexts();
  return Object.fromEntries(
    entries.map((text) => {
      const [, count = "0", word = ""] = /^([\d,]+)\s*(\w+)$/.exec(text.replace(/\s+/g, "")) ?? [];
      return [word, Number(count.replaceAll(",", ""))];
    }),
  );
}
