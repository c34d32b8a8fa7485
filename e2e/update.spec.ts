import { type Page } from "@playwright/test";
import { expect, signIn, test, untilReacts } from "./portal";

declare global {
  interface Window {
    next: { router: { refresh: () => void } };
  }
}

/** Actions named by an older release, which the portal really does not know. */
const renameActions = (page: Page) =>
  page.route("**/*", (route) => {
    const headers = route.request().headers();
    const action = headers["next-action"];
    return route.continue(
      action === undefined ? {} : { headers: { ...headers, "next-action": `${action.slice(0, 2)}${"0".repeat(40)}` } },
    );
  });

/** Page data as another release would answer. */
const renameRelease = (page: Page) =>
  page.route("**/*", async (route) => {
    if (route.request().headers()["rsc"] === undefined) return route.continue();
    const response = await route.fetch();
    return route.fulfill({ response, headers: { ...response.headers(), "x-nextjs-deployment-id": "another" } });
  });

const refresh = (page: Page) => page.evaluate(() => window.next.router.refresh());

test("a tab of an older release is asked to reload when it sends something, and keeps what was typed", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/brands");
  await renameActions(page);
  await page.getByRole("button", { name: "Add brand…" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Brand ID").fill("BUPDATE1");
  await dialog.getByLabel("Name").fill("Update & Sons");
  await dialog.getByLabel("Description").fill("Typed before the update");
  await dialog.getByRole("button", { name: "Register brand" }).click();
  await expect(dialog.getByText("Tandem was updated. Nothing was sent.")).toBeVisible();

  await page.unrouteAll();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByText("Tandem was updated.")).toBeHidden();
  await untilReacts(page);
  await page.getByRole("button", { name: "Add brand…" }).first().click();
  await expect(dialog.getByLabel("Brand ID")).toHaveValue("BUPDATE1");
  await expect(dialog.getByLabel("Name")).toHaveValue("Update & Sons");
  await expect(dialog.getByLabel("Description")).toHaveValue("Typed before the update");
});

test("a refresh that meets a newer release never takes a page away from someone who is typing", async ({ page }) => {
  await signIn(page);
  await page.goto("/brands");
  await page.getByRole("button", { name: "Add brand…" }).first().click();
  const name = page.getByRole("dialog").getByLabel("Name");
  await name.fill("Half a na");
  await renameRelease(page);
  await refresh(page);
  await expect(page.getByText("Tandem was updated.")).toBeVisible();
  await expect(name).toHaveValue("Half a na");

  await page.unrouteAll();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByText("Tandem was updated.")).toBeHidden();
  await untilReacts(page);
  await page.getByRole("button", { name: "Add brand…" }).first().click();
  await expect(name).toHaveValue("Half a na");
});

test("a page on which nobody is typing goes over to the newer release by itself", async ({ page }) => {
  await signIn(page);
  await page.goto("/brands");
  await renameRelease(page);
  const reloaded = page.waitForEvent("load");
  await refresh(page);
  await reloaded;
});
