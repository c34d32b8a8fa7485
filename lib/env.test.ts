import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readSettings, SettingsError } from "./env";

const CARRIERS = [
  {
    id: "first",
    label: "First Carrier",
    credentials: ["FIRST_USER", "FIRST_PASSWORD"],
    secrets: ["FIRST_PASSWORD"],
    settings: z.object({
      FIRST_URL: z.url("is not a valid address").default("https://first.example"),
      FIRST_USER: z.string(),
      FIRST_PASSWORD: z.string(),
    }),
  },
  {
    id: "second",
    label: "Second Carrier",
    credentials: ["SECOND_KEY"],
    secrets: ["SECOND_KEY"],
    settings: z.object({ SECOND_KEY: z.string() }),
  },
];

function problemsOf(source: Record<string, string>, options?: { isSharing: boolean }): readonly string[] {
  try {
    readSettings(source, CARRIERS, options);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

describe("readSettings", () => {
  it("needs no settings: defaults, and every carrier is simulated", () => {
    expect(readSettings({}, CARRIERS)).toMatchObject({
      PORT: 3000,
      PUBLIC_URL: "http://localhost:3000",
      NEXTAUTH_URL: "http://localhost:3000",
      simulated: ["first", "second"],
    });
  });

  it("treats a blank variable as absent", () => {
    expect(
      readSettings({ PORT: " ", DATABASE_URL: "", FIRST_USER: "", SECOND_KEY: "  " }, CARRIERS).simulated,
    ).toHaveLength(2);
  });

  it("reports all problems at once, including the carriers'", () => {
    const problems = problemsOf({
      PORT: "70000",
      DATABASE_URL: "mysql://x",
      PUBLIC_URL: "tandem",
      SECRETS_KEY: "short",
      ADMIN_EMAIL: "nobody",
      FIRST_USER: "me",
      FIRST_URL: "nowhere",
    });
    for (const name of [
      "PORT",
      "DATABASE_URL",
      "PUBLIC_URL",
      "SECRETS_KEY",
      "ADMIN_EMAIL",
      "FIRST_PASSWORD",
      "FIRST_URL",
    ])
      expect(problems.filter((problem) => problem.startsWith(`${name} `))).toHaveLength(1);
    expect(problems).toHaveLength(7);
  });

  it("does not simulate a carrier with partial credentials, but reports what is missing", () => {
    expect(problemsOf({ FIRST_USER: "me" })).toEqual(["FIRST_PASSWORD is missing (First Carrier: FIRST_USER set)"]);
    expect(readSettings({ FIRST_USER: "me", FIRST_PASSWORD: "long enough" }, CARRIERS).simulated).toEqual(["second"]);
  });

  it("requires the secrets if processes share a database, except in development", () => {
    const shared = { DATABASE_URL: "postgresql://db.example/tandem" };
    expect(problemsOf(shared, { isSharing: true })).toHaveLength(2);
    expect(problemsOf({ ...shared, NODE_ENV: "development" }, { isSharing: true })).toEqual([]);
    const secrets = { NEXTAUTH_SECRET: "s".repeat(32), SECRETS_KEY: Buffer.alloc(32, 7).toString("base64") };
    expect(problemsOf({ ...shared, ...secrets }, { isSharing: true })).toEqual([]);
  });

  it("never repeats a secret in its message", () => {
    const message = problemsOf({ SECRETS_KEY: "hunter2", NEXTAUTH_SECRET: "hunter2" }).join("\n");
    expect(message).not.toContain("hunter2");
    expect(message).toContain("NEXTAUTH_SECRET is too short");
  });
});

describe("carriers' settings", () => {
  const source = { FIRST_USER: "me", FIRST_PASSWORD: "long enough", SECOND_KEY: "long enough" };

  it.each([
    [
      { ...source, FIRST_PASSWORD: "7 chars" },
      "FIRST_PASSWORD is too short. Use at least 8 characters (First Carrier)",
    ],
    [{ ...source, FIRST_URL: "http://api.example.com" }, "FIRST_URL is not encrypted"],
    [{ ...source, FIRST_URL: "https://me:pass@api.example.com" }, "FIRST_URL contains a user name or password"],
    [
      { ...source, FIRST_URL: "https://192.168.1.9" },
      "FIRST_URL is in a private network. Set ALLOW_PRIVATE_CARRIER_HOSTS",
    ],
    [{ ...source, ALLOW_PRIVATE_CARRIER_HOSTS: "yes" }, "ALLOW_PRIVATE_CARRIER_HOSTS must be true or false"],
  ])("rejects %o", (settings, message) => {
    expect(problemsOf(settings)).toEqual([expect.stringContaining(message)]);
  });

  it("accepts a private host if allowed, and this machine", () => {
    const url = { FIRST_URL: "https://192.168.1.9" };
    expect(problemsOf({ ...source, ...url, ALLOW_PRIVATE_CARRIER_HOSTS: "true" })).toEqual([]);
    expect(problemsOf({ ...source, FIRST_URL: "http://127.0.0.1:9" })).toEqual([]);
  });
});
