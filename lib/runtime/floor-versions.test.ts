import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { findOldVersions } from "./floor-versions";

const FLOORS = { next: "16.3.3", react: "19.2.6" };
const lock = (packages: Record<string, string>) => ({
  packages: {
    "": { name: "tandem" },
    ...Object.fromEntries(Object.entries(packages).map(([place, version]) => [place, { version }])),
  },
});

it("holds for what is installed", () => {
  expect(findOldVersions(JSON.parse(readFileSync("package-lock.json", "utf8")))).toEqual([]);
});

it.each(["16.3.3", "16.3.4", "16.10.0", "17.0.0", "17.0.0-canary.1"])("takes next %s", (version) => {
  expect(findOldVersions(lock({ "node_modules/next": version, "node_modules/react": "19.2.6" }), FLOORS)).toEqual([]);
});

it.each(["16.3.2", "16.2.9", "15.9.9", "16.3.3-canary.7", "16.3", "latest"])("refuses next %s", (version) => {
  expect(findOldVersions(lock({ "node_modules/next": version, "node_modules/react": "19.2.6" }), FLOORS)).toEqual([
    `node_modules/next is ${version}; expected 16.3.3 or newer`,
  ]);
});

it("refuses an old copy within another package, and a lock file without one", () => {
  const nested = lock({
    "node_modules/next": "16.4.6",
    "node_modules/x/node_modules/next": "14.0.0",
    "node_modules/next-themes": "0.1.0",
    "node_modules/@types/react": "1.0.0",
  });
  expect(findOldVersions(nested, FLOORS)).toEqual([
    "node_modules/x/node_modules/next is 14.0.0; expected 16.3.3 or newer",
    "react is not in package-lock.json; expected 19.2.6 or newer",
  ]);
});
