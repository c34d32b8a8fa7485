import type { z } from "zod";
import { cleanText } from "./clean-text";
import { AppError } from "./errors";

/** A URL query as a page or a handler gets it. */
export type QuerySource = URLSearchParams | Readonly<Record<string, string | readonly string[] | undefined>>;

/** What Next gives a page: the query of its address, and of a path with an ID that ID, still encoded. */
export type SearchProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };
export type IdProps = { params: Promise<{ id: string }> };

/** The query as clean strings; if a name repeats, the first value counts. */
export function readRawQuery(source: QuerySource): Readonly<Record<string, string | undefined>> {
  const pairs = source instanceof URLSearchParams ? [...source].toReversed() : Object.entries(source);
  return Object.fromEntries(
    pairs.flatMap(([name, value]) => {
      const first = typeof value === "string" ? value : value?.[0];
      return first === undefined ? [] : [[cleanText(name), cleanText(first)]];
    }),
  );
}

/** The parsed query. Throws AppError INVALID_INPUT if a field without fallback is missing or invalid. */
export function readQuery<S extends z.ZodType>(schema: S, source: QuerySource): z.output<S> {
  const parsed = schema.safeParse(readRawQuery(source));
  if (parsed.success) return parsed.data;
  throw new AppError("INVALID_INPUT", [...new Set(parsed.error.issues.map(({ message }) => message))].join(" "));
}

/** A path's parameters, decoded and clean; one that cannot be decoded stays as is. */
export const readPath = <P extends Readonly<Record<string, string>>>(params: P): P =>
  Object.fromEntries(Object.entries(params).map(([name, part]) => [name, cleanText(decodePart(part))])) as P;

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
