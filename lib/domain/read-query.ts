import type { z } from "zod";
import { cleanText } from "./clean-text";
import { AppError } from "./errors";

/** The query of an address, as a page or as a handler gets it. */
export type QuerySource = URLSearchParams | Readonly<Record<string, string | readonly string[] | undefined>>;

/** The query as clean texts. A name that comes twice counts once, with its first value. */
export function readRawQuery(source: QuerySource): Readonly<Record<string, string | undefined>> {
  const pairs = source instanceof URLSearchParams ? [...source].toReversed() : Object.entries(source);
  return Object.fromEntries(
    pairs.flatMap(([name, value]) => {
      const first = typeof value === "string" ? value : value?.[0];
      return first === undefined ? [] : [[cleanText(name), cleanText(first)]];
    }),
  );
}

/** The query by its schema. Throws AppError INVALID_INPUT where a field has no fallback and is missing or wrong. */
export function readQuery<S extends z.ZodType>(schema: S, source: QuerySource): z.output<S> {
  const parsed = schema.safeParse(readRawQuery(source));
  if (parsed.success) return parsed.data;
  throw new AppError("INVALID_INPUT", [...new Set(parsed.error.issues.map(({ message }) => message))].join(" "));
}

/** The variable parts of an address's path, decoded and clean; one that cannot be decoded stays as it is spelled. */
export const readPath = <P extends Readonly<Record<string, string>>>(params: P): P =>
  Object.fromEntries(Object.entries(params).map(([name, part]) => [name, cleanText(decodePart(part))])) as P;

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
