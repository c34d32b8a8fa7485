import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: { "@": import.meta.dirname, "server-only": path.join(import.meta.dirname, "lib/test/server-only.ts") },
  },
  test: {
    include: ["lib/**/*.test.ts", "components/**/*.test.tsx", "app/**/*.test.ts"],
    exclude: ["lib/db/generated/**"],
    globalSetup: ["lib/test/global-setup.ts"],
    pool: "forks",
    // More than processors: many tests wait for a carrier that is played.
    maxWorkers: 3,
    // Each file would load the database client and the carriers anew.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
  },
});
