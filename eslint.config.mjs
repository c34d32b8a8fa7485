import next from "eslint-config-next/core-web-vitals";
import typescript from "eslint-config-next/typescript";
import { wordRules } from "./lib/test/lint-words.mjs";
import { accessRules } from "./lib/test/lint-access.mjs";

const zone = (target, from, message, except) => ({ target, from, message, ...(except && { except }) });

/** Tests of pure parts too measure their effort with it; it imports nothing. */
const MEASURE = "./test/least-of.ts";

const TESTS = ["**/*.test.ts", "**/*.test.tsx", "e2e/**", "bench/**", "lib/test/**"];

/** The type of a row is verified: queryRows. */
const UNVERIFIED_ROWS = [
  "CallExpression[callee.property.name=/^(query|\\$queryRaw(Unsafe)?)$/][typeArguments]",
  "TaggedTemplateExpression[tag.property.name='$queryRaw'][typeArguments]",
  "VariableDeclarator[id.properties.0.key.name='rows'] > AwaitExpression > CallExpression[callee.property.name='query']",
  "MemberExpression[property.name='rows'] > AwaitExpression > CallExpression[callee.property.name='query']",
].map((selector) => ({ selector, message: "Read rows with queryRows of lib/db/sql.ts, which verifies their type." }));

/** The import laws: who may know whom. A rule in the way means that the design is wrong somewhere. */
const zones = [
  zone(
    ["./{app,components,prisma}/**", "./lib/!(runtime|test)/**", "./lib/*.ts"],
    "./lib/runtime",
    "The appliance is closed: nothing depends on it, production included.",
  ),
  zone("./lib", ["./app", "./components"], "lib never imports the screen."),
  zone("./components", ["./app"], "Shared components never import a page."),
  zone("./components", "./lib", "Components speak domain only.", ["./domain", MEASURE]),
  zone("./lib/domain", "./lib", "The domain is pure.", ["./domain", MEASURE]),
  zone("./lib/files", "./lib", "Files are bytes and rows; it runs in a process of its own.", ["./files", "./domain"]),
  zone(
    "./lib/child-tasks",
    ["./lib/services", "./lib/engine", "./lib/db", "./lib/jobs", "./lib/auth", "./lib/sandbox", "./lib/env.ts"],
    "A task knows its input alone: neither the database nor the settings.",
  ),
  zone(
    "./lib/services",
    ["./lib/auth", "./lib/action.ts", "./lib/jobs/handlers", "./lib/jobs/worker.ts", "./lib/server", "./lib/sandbox"],
    "Services receive a Context; they do not fetch one.",
  ),
  zone(
    "./lib/engine",
    ["./lib/services", "./lib/auth", "./lib/jobs/handlers", "./lib/jobs/worker.ts", "./lib/server", "./lib/sandbox"],
    "Three storeys: services call the engine, the engine calls carriers. No import runs up.",
  ),
  zone(
    "./lib/carriers",
    [
      "./lib/services",
      "./lib/engine",
      "./lib/db",
      "./lib/jobs",
      "./lib/auth",
      "./lib/sandbox",
      "./lib/server",
      "./lib/env.ts",
    ],
    "A carrier knows the domain and its own wire, nothing else.",
  ),
  zone("./lib/sandbox", "./lib", "A sandbox plays a carrier from its contract; it shares no code with us.", [
    "./sandbox",
    MEASURE,
  ]),
  zone(
    "./app",
    ["./lib/db", "./lib/jobs", "./lib/sandbox", "./lib/server"],
    "Pages call services, not what is below them.",
  ),
  zone(["./app", "./lib/services", "./lib/jobs", "./lib/auth"], "./lib/carriers", "Use carrier.ts and registry.ts.", [
    "./carrier.ts",
    "./registry.ts",
  ]),
  zone("./lib/engine", "./lib/carriers", "Use carrier.ts, registry.ts and http.ts, with which the engine connects.", [
    "./carrier.ts",
    "./registry.ts",
    "./http.ts",
  ]),
];

const config = [
  ...next,
  ...typescript,
  { ignores: [".next/**", ".next-*/**", ".data/**", "lib/db/generated/**", "next-env.d.ts", "shots/**"] },
  {
    // Cycles are oxlint's part of the lint: it finds them in a second where the rule here takes most of a minute.
    settings: {
      "import/resolver": { typescript: true },
      "import/ignore": ["node_modules", "lib/db/generated"],
      "import/cache": { lifetime: Number.POSITIVE_INFINITY },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "import/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "no-console": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  {
    files: ["lib/domain/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^(?!zod$|libphonenumber-js|\\./|@/lib/domain/|@/lib/test/least-of$|vitest$|fast-check$)",
              message: "The domain imports zod and itself.",
            },
          ],
        },
      ],
      "no-restricted-globals": ["error", "process", "fetch"],
    },
  },
  {
    files: ["lib/carriers/*/**"],
    ignores: TESTS,
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^(\\.\\./(?!carrier$|http$|decode$)|@/lib/carriers/(?!carrier$|http$|decode$))",
              message: "A carrier never imports another carrier.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["app/**", "components/**", "lib/**"],
    ignores: [...TESTS, "lib/env.ts", "lib/runtime/**", "lib/server/**", "lib/sandbox/server.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Read settings through lib/env.ts." },
      ],
    },
  },
  {
    files: ["app/**", "components/**"],
    ignores: ["components/ui/route-link.tsx"],
    rules: {
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "next/link", message: "Use RouteLink, which does not fetch a whole table ahead." }] },
      ],
    },
  },
  ...accessRules,
  ...wordRules,
  {
    files: ["app/**"],
    ignores: TESTS,
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector:
            ":not(CallExpression[callee.name=/^read(Raw)?Query$|^readPath$/]) > AwaitExpression > Identifier[name=/^(searchParams|params)$/]",
          message: "Read an address through readQuery, readRawQuery or readPath, which clean it.",
        },
      ],
    },
  },
  {
    files: ["lib/**", "bench/**", "prisma/**"],
    ignores: ["**/*.test.ts", "lib/test/**", "lib/db/sql.ts"],
    rules: { "no-restricted-syntax": ["error", ...UNVERIFIED_ROWS] },
  },
  {
    // No React there, and what Playwright calls `use` is no hook.
    files: ["lib/**", "bench/**", "e2e/**"],
    rules: Object.fromEntries(
      next
        .flatMap(({ rules = {} }) => Object.keys(rules).filter((name) => /^react(-hooks)?\//.test(name)))
        .map((name) => [name, "off"]),
    ),
  },
  { files: ["lib/runtime/**", "bench/**"], rules: { "no-console": "off" } },
];

export default config;
