import { z } from "zod";

/** One query parameter. Repeated: the first value counts. Invalid: treated as absent. */
export const one = <S extends z.ZodType>(schema: S) =>
  z
    .preprocess((value) => {
      const first: unknown = Array.isArray(value) ? value[0] : value;
      return typeof first === "string" && first.trim() !== "" ? first.trim() : undefined;
    }, schema.optional())
    .catch(undefined);

export const text = (most: number) => one(z.string().max(most));

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) => one(z.enum(values));

/** As an area code, an exchange and a LATA are written. */
export const threeDigits = one(z.string().regex(/^\d{3}$/));

/** A day that PostgreSQL accepts too: it has no year 0. */
export const day = z.iso.date().refine((text) => text >= "0001");

/** An instant as written by `toISOString`, within the years that PostgreSQL accepts. */
export const instant = z.iso.datetime().refine((text) => text >= "0001");

/** A row's position in a list sorted by age: `<milliseconds>.<id>`. */
export const rowPlace = z.string().regex(/^\d{1,15}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
