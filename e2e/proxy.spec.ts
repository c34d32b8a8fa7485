import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { generate } from "selfsigned";
import { ROOT } from "@/lib/server/files.mjs";
import { readPortalUrl } from "@/lib/runtime/postgres/start-postgres";
import { findFreePort } from "@/lib/runtime/postgres/settings";
import { expect, signInAsPerson, test, waitForReact } from "./portal";
import { startPortal } from "./start-portal";

const HEADER_SETS = [
  { name: "only the upstream's Host, as nginx sends by default", host: "upstream", isForwarded: false },
  { name: "the public Host", host: "public", isForwarded: false },
  { name: "the upstream's Host with X-Forwarded-*", host: "upstream", isForwarded: true },
  { name: "the public Host with X-Forwarded-*", host: "public", isForwarded: true },
] as const;

test("behind a proxy that ends https, pages and actions of two web processes work with every usual set of headers", async ({
  browser,
}) => {
  const port = await findFreePort();
  const address = `https://localhost:${port}`;
  const first = await startPortal({ variables: { PUBLIC_URL: address } });
  const second = await startPortal({
    dataDir: first.dataDir,
    mode: "web",
    variables: { PUBLIC_URL: address, DATABASE_URL: readPortalUrl(first.dataDir), NODE_ENV: "development" },
  });
  const proxy = await startProxy(port, [first.url, second.url]);
  try {
    for (const [turn, { name, ...headerSet }] of HEADER_SETS.entries())
      await test.step(name, async () => {
        proxy.send(headerSet);
        await once(proxy, "message");
        const context = await browser.newContext({ baseURL: address, ignoreHTTPSErrors: true });
        const page = waitForReact(await context.newPage());
        const upstreams = new Set<string>();
        page.on("response", (response) => upstreams.add(response.headers()["x-upstream"] ?? ""));

        await page.goto("/numbers?state=NJ");
        await expect(page).toHaveURL(`${address}/sign-in?next=${encodeURIComponent("/numbers?state=NJ")}`);
        await signInAsPerson(page);
        await expect(page).toHaveURL(`${address}/`);
        await page.goto("/numbers?state=NJ");
        await page.getByRole("button", { name: "Save these filters" }).click();
        await page.getByRole("dialog").getByLabel("Name").fill(`New Jersey ${turn}`);
        await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
        await expect(page.getByRole("link", { name: `New Jersey ${turn}` })).toBeVisible();
        await page.getByRole("button", { name: `Change the saved filter New Jersey ${turn}` }).click();
        await page.getByRole("menuitem", { name: "Delete" }).click();
        await expect(page.getByRole("link", { name: `New Jersey ${turn}` })).toBeHidden();

        const forged = await context.request.post("/numbers", {
          headers: {
            origin: "https://evil.example",
            "x-forwarded-host": "evil.example",
            "next-action": "0".repeat(42),
          },
        });
        expect(forged.status()).toBeGreaterThanOrEqual(400);
        expect(upstreams).toEqual(new Set([new URL(first.url).port, new URL(second.url).port]));
        await context.close();
      });
    await test.step("a page that was offline shows what was done meanwhile through either process", async () => {
      const open = async () => {
        const context = await browser.newContext({ baseURL: address, ignoreHTTPSErrors: true });
        const page = waitForReact(await context.newPage());
        await signInAsPerson(page);
        await expect(page).toHaveURL(`${address}/`);
        return { context, page };
      };
      const [watching, acting] = [await open(), await open()];
      await watching.context.setOffline(true);
      const place = async (number: string) => {
        await acting.page.goto("/sms");
        await acting.page.getByLabel("Numbers", { exact: true }).fill(number);
        await acting.page.getByRole("button", { name: "Check 1 number" }).click();
        await acting.page.getByRole("button", { name: "Turn SMS on for 1 number" }).click();
        await acting.page.waitForURL(/\/orders\/./);
        const reference = acting.page.getByText(/^T[0-9A-Z]{9}$/).first();
        return (await reference.textContent()) ?? "no reference";
      };
      const ref = await place("7379990001");
      const order = (one: string) => watching.page.getByRole("link", { name: one });
      await expect(order(ref)).toHaveCount(0);
      await watching.context.setOffline(false);
      await expect(order(ref).first()).toBeVisible({ timeout: 60_000 });
      // The stream is back, too: what comes now is shown without another visit.
      const next = await place("7379990002");
      await expect(order(next).first()).toBeVisible({ timeout: 60_000 });
      await watching.context.close();
      await acting.context.close();
    });
  } finally {
    proxy.kill();
    await second.stop();
    await first.remove();
  }
});

async function startProxy(port: number, upstreams: string[]): Promise<ChildProcess> {
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }]);
  const setting = JSON.stringify({
    cert,
    key,
    port,
    upstreams: upstreams.map((url) => url.replace("localhost", "127.0.0.1")),
  });
  const proxy = fork(path.join(ROOT, "e2e/proxy-process.mjs"), [setting]);
  await once(proxy, "message");
  return proxy;
}
