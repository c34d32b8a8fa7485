import { defineConfig } from "prisma/config";

/** Read by Prisma's own command line only; the portal applies migrations itself (lib/db/migrate.ts). */
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://localhost/tandem" },
});
