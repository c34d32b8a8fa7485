import { defineConfig } from "@playwright/test";

/** Chromium's own calls to the world are off: networks that refuse them would slow every start. */
const QUIET = [
  "--no-first-run",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A page lives for seconds here: what compiling it twice and collecting beside it costs never comes back.
  "--js-flags=--no-opt,--single-threaded-gc",
];

const LONGEST = ["addresses", "access", "jobs", "pages", "messages-many", "recovery"].map(
  (name) => `**/${name}.spec.ts`,
);

export default defineConfig({
  testDir: "e2e",
  // Those that last longest begin first: one of them begun last would run alone.
  projects: [
    { name: "long stories", testMatch: LONGEST },
    { name: "stories", testMatch: "**/*.spec.ts", testIgnore: LONGEST },
  ],
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results",
  fullyParallel: true,
  // More than processors: the stories wait for carriers that are played.
  workers: 3,
  retries: 0,
  // How long until something is taken to hang, not how quick it has to be: a machine among busy neighbours is four times slower.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: "list",
  use: {
    actionTimeout: 120_000,
    navigationTimeout: 120_000,
    // Set by the global set-up, which starts the portal on a free port.
    baseURL: process.env.E2E_URL,
    contextOptions: { reducedMotion: "reduce" },
    viewport: { width: 1440, height: 900 },
    // A trace costs time in every story, also in those that pass.
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [...QUIET, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    },
  },
});
