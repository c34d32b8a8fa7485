import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ensureSecrets } from "./secrets.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "secrets-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe("ensureSecrets", () => {
  it("makes them once, long enough, readable by the owner alone", () => {
    const first = ensureSecrets(path.join(folder, "new"), {});
    expect(ensureSecrets(path.join(folder, "new"), {})).toEqual(first);
    expect(Object.values(first).every((secret) => secret.length >= 32)).toBe(true);
    expect(new Set(Object.values(first)).size).toBe(3);
    expect(statSync(path.join(folder, "new/secrets.json")).mode & 0o777).toBe(0o600);
  });

  it("prefers what is given, and keeps its own for when that goes away", () => {
    const made = ensureSecrets(folder, {});
    expect(ensureSecrets(folder, { SECRETS_KEY: "given" })).toEqual({ ...made, SECRETS_KEY: "given" });
    expect(ensureSecrets(folder, {})).toEqual(made);
  });
});
