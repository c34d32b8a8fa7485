import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { listCarriers } from "@/lib/carriers/registry";
import { readSettings } from "@/lib/env";
import { ROOT } from "@/lib/server/files.mjs";
import { deriveActionKey } from "@/lib/server/secrets.mjs";
import { findChromium } from "@/lib/test/find-chromium";
import { openSecrets, sealSecrets } from "@/lib/engine/accounts/secrets";

/** Where the effect of a setting is shown, by its name in the text: here, at the carriers', or in a browser story with the real processes. */
const SHOWN_IN = [
  "lib/env-example.test.ts",
  "lib/carriers/settings.test.ts",
  "e2e/settings.spec.ts",
  "e2e/proxy.spec.ts",
];

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

it("names no setting in .env.example whose effect no test shows", () => {
  const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
  const names = [...read(".env.example").matchAll(/^([A-Z_]+)=/gm)].flatMap(([, name]) => name ?? []);
  expect(names.length).toBeGreaterThan(30);
  const shown = SHOWN_IN.map(read).join("\n");
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(shown))).toEqual([]);
});

it.each(["debug", "error", "silent"])("LOG_LEVEL=%s is the level of the log", async (level) => {
  vi.stubEnv("LOG_LEVEL", level);
  vi.resetModules();
  const { log } = await import("./log");
  expect(log.level).toBe(level);
});

it("SECRETS_KEY opens what it sealed, and nothing else does", () => {
  const sealed = sealSecrets({ TOKEN: "value" }, "one key", "account");
  expect(openSecrets(sealed, "one key", "account")).toEqual({ TOKEN: "value" });
  expect(() => openSecrets(sealed, "another key", "account")).toThrow("SECRETS_KEY");
});

it("NEXTAUTH_SECRET names and encrypts the actions of a build", () => {
  expect(deriveActionKey("one secret")).toBe(deriveActionKey("one secret"));
  expect(deriveActionKey("one secret")).not.toBe(deriveActionKey("another secret"));
});

it("CHROMIUM_PATH is the browser that is driven", () => {
  vi.stubEnv("CHROMIUM_PATH", process.execPath);
  expect(findChromium()).toBe(process.execPath);
  vi.stubEnv("CHROMIUM_PATH", "/no/such/browser");
  expect(() => findChromium()).toThrow("/no/such/browser");
});

it("ALLOW_PRIVATE_CARRIER_HOSTS lets a carrier's address be in a private network", () => {
  const source = { INUMBERING_URL: "https://192.168.1.9", INUMBERING_APIKEY: "a long enough key" };
  expect(() => readSettings(source, listCarriers())).toThrow("private network");
  expect(() => readSettings({ ...source, ALLOW_PRIVATE_CARRIER_HOSTS: "true" }, listCarriers())).not.toThrow();
});
