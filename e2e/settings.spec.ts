import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { ROOT } from "@/lib/server/files.mjs";
import { readPortalUrl } from "@/lib/runtime/postgres/start-postgres";
import { findFreePort } from "@/lib/runtime/postgres/settings";
import { expect, signInAsPerson, test, waitForReact } from "./portal";
import { startPortal } from "./start-portal";

const isReached = (url: string) =>
  fetch(`${url}/api/health`).then(
    () => true,
    () => false,
  );

test("each of the portal's own settings has its effect on the real processes", async ({ browser }) => {
  const port = await findFreePort();
  const dist = mkdtempSync(path.join(ROOT, ".next-settings-"));
  cpSync(path.join(ROOT, process.env.TANDEM_DIST_DIR || ".next"), dist, { recursive: true, filter: isNoCache });
  const portal = await startPortal({
    port,
    variables: {
      HOST: "127.0.0.1",
      PUBLIC_URL: "https://tandem.example.com",
      NEXTAUTH_URL: `http://127.0.0.1:${port}`,
      TRUSTED_PROXIES: "1",
      ADMIN_EMAIL: "grace@example.com",
      ADMIN_PASSWORD: "a-password-of-grace-alone",
      LOG_LEVEL: "silent",
      SANDBOX_ADMIN_KEY: "a-key-of-this-test-alone",
      TANDEM_DIST_DIR: path.basename(dist),
    },
  });
  const direct = `http://127.0.0.1:${port}`;
  try {
    await test.step("PORT and HOST: it listens there and nowhere else", async () => {
      expect(await isReached(direct)).toBe(true);
      expect(await isReached(`http://127.0.0.2:${port}`)).toBe(false);
    });

    await test.step("DATA_DIR: all that belongs to the installation lies there", () => {
      for (const file of ["secrets.json", "sandbox.json", "portal.log"])
        expect(existsSync(path.join(portal.dataDir, file)), file).toBe(true);
    });

    await test.step("ADMIN_EMAIL, ADMIN_PASSWORD and NEXTAUTH_URL: the first administrator signs in there", async () => {
      const context = await browser.newContext({
        baseURL: direct,
        // TRUSTED_PROXIES: the one proxy in front is believed, what was written before it is not.
        extraHTTPHeaders: { "x-forwarded-for": "198.51.100.1, 203.0.113.9" },
      });
      const page = waitForReact(await context.newPage());
      await signInAsPerson(page, { email: "grace@example.com", password: "a-password-of-grace-alone" });
      await page.goto("/settings");
      const sessions = page.getByRole("table", { name: "Your sessions" });
      await expect(sessions).toContainText("203.0.113.9");
      await expect(sessions).not.toContainText("198.51.100.1");

      // PUBLIC_URL: where carriers send callbacks.
      await page.goto("/settings/carriers");
      await page
        .getByRole("link", { name: /IntelePeer/ })
        .first()
        .click();
      await expect(page.getByText("https://tandem.example.com/api/callbacks/intelepeer/").first()).toBeVisible();
      await context.close();
    });

    await test.step("LOG_LEVEL=silent: a refused sign-in, which is a warning, leaves no line", async () => {
      const context = await browser.newContext({ baseURL: direct });
      const page = waitForReact(await context.newPage());
      await page.goto("/sign-in");
      await page.getByLabel("E-mail address").fill("nobody@example.com");
      await page.getByLabel("Password", { exact: true }).fill("not-the-password");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("alert").filter({ hasText: /\w/ }).first()).toBeVisible();
      expect(readFileSync(path.join(portal.dataDir, "portal.log"), "utf8")).not.toContain("sign-in");
      await context.close();
    });

    await test.step("SANDBOX_URLS and SANDBOX_ADMIN_KEY: the sandboxes are asked with this key alone", async () => {
      const { urls } = JSON.parse(readFileSync(path.join(portal.dataDir, "sandbox.json"), "utf8"));
      const ask = (key: string) => fetch(`${urls.admin}/settings`, { headers: { "x-admin-key": key } });
      expect((await ask("another-key")).status).toBe(401);
      expect((await ask("a-key-of-this-test-alone")).status).toBe(200);
    });

    await test.step("DATABASE_URL and NODE_ENV: another process joins the same installation, on this machine's secrets only in development", async () => {
      const join = (variables: Record<string, string>) =>
        startPortal({
          dataDir: portal.dataDir,
          mode: "web",
          variables: { DATABASE_URL: readPortalUrl(portal.dataDir), ...variables },
        });
      await expect(join({ NODE_ENV: "production" })).rejects.toThrow("NEXTAUTH_SECRET is missing");
      const second = await join({ NODE_ENV: "development" });
      expect(await isReached(second.url)).toBe(true);
      await second.stop();
    });
  } finally {
    await portal.remove();
    rmSync(dist, { recursive: true, force: true });
  }
});

const isNoCache = (source: string) => !/\/cache(\/|$)/.test(source);
