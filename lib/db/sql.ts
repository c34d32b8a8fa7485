import { type FieldDef, type QueryResult, types } from "pg";
import { z } from "zod";
import { phoneNumber } from "@/lib/domain/phone-number";
import { Prisma } from "./generated/client";

/** Parts of a statement with their values in place: sql`n.state = ${state}`. Parts nest, and `join` puts them together. */
export const { sql, join, empty, raw } = Prisma;
export type SqlPart = Prisma.Sql;
export const and = (conditions: readonly SqlPart[]): SqlPart => join([...conditions], " AND ");
/** `WHERE` all conditions, or nothing where there are none. */
export const where = (conditions: readonly SqlPart[]): SqlPart =>
  conditions.length > 0 ? sql`WHERE ${and(conditions)}` : empty;

/** The shape of a row: a zod type for each column. A module's constant, because each shape is compiled when first used. */
export type RowShape = z.ZodObject<Record<string, z.ZodType>>;

/** A pool, a snapshot, or the client of a transaction. */
export type QueryRunner = {
  query(text: string, values?: unknown[]): Promise<QueryResult<Record<string, unknown>>>;
};

/** What many statements give. */
export const countRow = z.object({ count: z.number() });
export const idRow = z.object({ id: z.string() });
export const numberRow = z.object({ e164: phoneNumber });

const { TEXT, VARCHAR, BPCHAR, UUID, INT2, INT4, INT8, FLOAT4, FLOAT8, BOOL, TIMESTAMPTZ, JSON, JSONB } =
  types.builtins;
const NAME = 19;
/** PostgreSQL types whose values pg delivers as the zod type, alone and as an array. */
const DELIVERED: Readonly<Record<string, { one: readonly number[]; array: readonly number[] }>> = {
  string: { one: [TEXT, VARCHAR, BPCHAR, UUID, NAME], array: [1009, 1015, 1014, 2951, 1003] },
  number: { one: [INT2, INT4, INT8, FLOAT4, FLOAT8], array: [1005, 1007, 1021, 1022] },
  boolean: { one: [BOOL], array: [1000] },
  date: { one: [TIMESTAMPTZ], array: [1185] },
};
const IS_JSON: readonly number[] = [JSON, JSONB];

/**
 * The rows of a statement: queryRows(sql, shape)`SELECT … ${value}`. Their type is verified: names and PostgreSQL types of all columns must
 * be those of the shape, whether or not there are rows, and each row is parsed. Throws where they are not.
 */
export const queryRows =
  <S extends RowShape>(runner: QueryRunner, shape: S) =>
  async (texts: TemplateStringsArray, ...values: unknown[]): Promise<z.output<S>[]> => {
    const statement = sql(texts, ...values);
    const text = statement.text.trim();
    const { fields, rows } = await runner.query(text, statement.values);
    const fault = compareFields(shape, fields);
    if (fault !== null) throw new Error(`${fault} Statement: ${text}`);
    return rows.map((row) => {
      const parsed = shape.safeParse(row);
      if (!parsed.success) throw new Error(`${z.prettifyError(parsed.error)} Statement: ${text}`);
      return parsed.data;
    });
  };

/** The `count` that a statement gives. */
export const queryCount =
  (runner: QueryRunner) =>
  async (texts: TemplateStringsArray, ...values: unknown[]): Promise<number> => {
    const [row] = await queryRows(runner, countRow)(texts, ...values);
    return row?.count ?? 0;
  };

function compareFields(shape: RowShape, fields: readonly FieldDef[]): string | null {
  const names = fields.map(({ name }) => name);
  const expected = Object.keys(shape.shape);
  if (names.length !== expected.length || !expected.every((name) => names.includes(name)))
    return `The statement has the columns ${names.join(", ")}; expected ${expected.join(", ")}.`;
  const wrong = fields.find(({ name, dataTypeID }) => !canDeliver(shape.shape[name], dataTypeID));
  return wrong
    ? `Column ${wrong.name} has the PostgreSQL type ${wrong.dataTypeID}, which its zod type never is.`
    : null;
}

function canDeliver(column: unknown, oid: number): boolean {
  const type = unwrap(column);
  if (type instanceof z.ZodArray)
    return DELIVERED[nameType(unwrap(type.element))]?.array.includes(oid) ?? IS_JSON.includes(oid);
  return (DELIVERED[nameType(type)]?.one ?? IS_JSON).includes(oid);
}

function unwrap(type: unknown): unknown {
  return type instanceof z.ZodNullable || type instanceof z.ZodCatch ? unwrap(type.unwrap()) : type;
}

const nameType = (type: unknown): string =>
  type instanceof z.ZodEnum ? "string" : type instanceof z.ZodType ? type.def.type : "unknown";
