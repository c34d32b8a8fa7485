import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";

const SCHEMA = fileURLToPath(new URL("../../prisma/schema.prisma", import.meta.url));

/** What the engine's glue needs besides its documented surface: it comes without loader for Node. */
const glue = engine as typeof engine & { __wbg_set_wasm(exports: WebAssembly.Exports): void };

/**
 * The SQL that brings the database at `databaseUrl` to `prisma/schema.prisma`; empty when they agree. What Prisma cannot say
 * (checks, triggers, partial indexes, generated columns) is in neither side and is not reported. Uses Prisma's engine as
 * WebAssembly from npm: nothing is downloaded.
 */
export async function diffSchema(databaseUrl: string): Promise<string> {
  const content = await readFile(SCHEMA, "utf8");
  await loadEngine();
  const adapter = bindMigrationAwareSqlAdapterFactory(createFactory(databaseUrl));
  const running = await engine.SchemaEngine.new({ datamodels: [[SCHEMA, content]] }, () => undefined, adapter);
  try {
    const { stdout } = await running.diff({
      from: { tag: "schemaDatasource", files: [{ path: SCHEMA, content }], configDir: path.dirname(SCHEMA) },
      to: { tag: "schemaDatamodel", files: [{ path: SCHEMA, content }] },
      script: true,
      exitCode: null,
      filters: { externalTables: ["public._prisma_migrations"], externalEnums: [] },
    });
    const script = stdout?.trim() ?? "";
    return script === "-- This is an empty migration." ? "" : script;
  } finally {
    running.free();
  }
}

const CHARACTERS = new Set(["constraint_type", "confdeltype", "confupdtype"]);

/** The adapter does not know PostgreSQL's one-byte type `"char"`, which the engine's own questions about constraints return. */
function createFactory(databaseUrl: string): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg({ connectionString: databaseUrl });
  const { provider, adapterName } = factory;
  const cast = (adapter: SqlDriverAdapter): SqlDriverAdapter => {
    const queryRaw = adapter.queryRaw.bind(adapter);
    return Object.assign(adapter, {
      queryRaw: async (query: Parameters<typeof queryRaw>[0]) => {
        const sql = query.sql
          .replace("constr.contype AS", "constr.contype::text AS")
          .replace(/\bcon\.(conf(?:del|upd)type)\b/g, "con.$1::text AS $1");
        const result = await queryRaw({ ...query, sql });
        if (sql === query.sql) return result;
        const columnTypes = result.columnNames.map((name, index) =>
          CHARACTERS.has(name) ? ColumnTypeEnum.Character : (result.columnTypes[index] ?? ColumnTypeEnum.Text),
        );
        return { ...result, columnTypes };
      },
    });
  };
  return {
    provider,
    adapterName,
    connect: async () => cast(await factory.connect()),
    connectToShadowDb: async () => cast(await factory.connectToShadowDb()),
  };
}

let isLoaded = false;

async function loadEngine(): Promise<void> {
  if (isLoaded) return;
  isLoaded = true;
  const file = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
    .replace(/\.js$/, ".wasm");
  const { instance } = await WebAssembly.instantiate(await readFile(file), { "./schema_engine_bg.js": { ...engine } });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
}
