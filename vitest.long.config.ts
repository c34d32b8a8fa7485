import { defineConfig } from "vitest/config";
import { resolve, test } from "./vitest.config";

/** `npm run test:long`: hundreds of kills, soaks, and claims about time, on a quiet machine. */
export default defineConfig({
  resolve,
  test: {
    ...test,
    testTimeout: 1_800_000,
    include: ["{lib,components,app}/**/*.long.test.ts"],
    globalSetup: ["lib/test/global-setup.ts"],
    maxWorkers: 1,
  },
});
