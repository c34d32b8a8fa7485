import { readFileSync } from "node:fs";

/** The text of `./fixtures/<name>` beside the test. Fixtures are copied from the carriers' pages, byte for byte. */
export const readFixture = (testUrl: string, name: string): string =>
  readFileSync(new URL(`./fixtures/${name}`, testUrl), "utf8");

export const readJsonFixture = (testUrl: string, name: string): unknown => JSON.parse(readFixture(testUrl, name));
