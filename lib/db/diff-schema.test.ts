import { Client } from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/test/database";
import { diffSchema } from "./diff-schema";

const database = await createTestDatabase();

afterAll(() => database.drop());

describe("diffSchema", () => {
  it("finds that the migrations lead to what schema.prisma says", async () => {
    expect(await diffSchema(database.url)).toBe("");
  });

  it("finds a difference", async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query("ALTER TABLE person DROP COLUMN name");
    await client.end();
    expect(await diffSchema(database.url)).toContain('ALTER TABLE "person" ADD COLUMN');
  });
});
