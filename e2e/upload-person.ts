import type { Page } from "@playwright/test";
import { CARRIER_TIMEOUT_MS, expect } from "./portal";

/** Counts what a person does: a click, a text typed, a file chosen, an option chosen. */
export function countActs(page: Page) {
  let acts = 0;
  return {
    count: () => acts,
    click: async (name: string | RegExp) => {
      acts += 1;
      await page.getByRole("button", { name }).first().click();
    },
    choose: async (label: string, option: string | RegExp) => {
      acts += 1;
      await chooseOption(page, label, option);
    },
    file: async (file: string) => {
      acts += 1;
      await page.getByLabel("File to upload").setInputFiles(file);
    },
    type: async (text: string) => {
      acts += 1;
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
    },
    fill: async (label: string | RegExp, text: string) => {
      acts += 1;
      await page.getByLabel(label).fill(text);
    },
    tab: async (name: string | RegExp) => {
      acts += 1;
      await page.getByRole("navigation", { name: "Rows by state" }).getByRole("link", { name }).click();
    },
  };
}

export async function chooseOption(page: Page, label: string, option: string | RegExp): Promise<void> {
  const select = page.getByLabel(label, { exact: true });
  const labels = await select.locator("option").allInnerTexts();
  const found = labels.find((text) => (typeof option === "string" ? text === option : option.test(text)));
  await select.selectOption({ label: found ?? String(option) });
}

const readCounts = async (page: Page) => {
  const text = await page
    .getByRole("paragraph")
    .and(page.getByLabel("Rows", { exact: true }))
    .innerText();
  return Object.fromEntries(
    [...text.matchAll(/([\d,]+)\s+([a-z ]+?)(?=\s*·|\s*$|\n)/g)].map(([, count = "", name = ""]) => [
      name.trim(),
      Number(count.replaceAll(",", "")),
    ]),
  );
};

export const waitForCounts = (page: Page, counts: Record<string, number>) =>
  expect.poll(() => readCounts(page), { timeout: CARRIER_TIMEOUT_MS }).toMatchObject(counts);

/** The line that the detail below the grid is about. */
export const readLine = async (page: Page) => {
  const label = await page.getByRole("region", { name: /^Line \d+$/ }).getAttribute("aria-label");
  return Number(label?.replace(/\D/g, ""));
};
