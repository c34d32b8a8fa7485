import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** Debian's package of the browser without its own windows: the stories take a fifth less of the processor. */
const SHELL = "chromium-headless-shell";
const PLACES = [
  `/usr/bin/${SHELL}`,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/**
 * A Chromium to drive: CHROMIUM_PATH, the system's, Playwright's own, or Debian's, which root installs. Throws with advice when
 * there is none.
 */
export function findChromium(): string {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`);
    return given;
  }
  const found = findInstalled();
  if (found) return found;
  if (process.getuid?.() === 0 && spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status === 0)
    installDebians();
  const installed = findInstalled();
  if (!installed)
    throw new Error(
      "No Chromium was found for the browser tests. Install one, run `npx playwright install chromium`, or set CHROMIUM_PATH.",
    );
  return installed;
}

function findInstalled(): string | undefined {
  return [...PLACES, chromium.executablePath()].find((place) => place && existsSync(place));
}

function installDebians(): void {
  for (const argv of [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", SHELL],
  ])
    execFileSync("apt-get", argv, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
}
