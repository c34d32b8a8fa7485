import { z } from "zod";

/** One value of the address. Repeated: the first counts. Mangled: as if it were not there. */
export const one = <S extends z.ZodType>(schema: S) =>
  z
    .preprocess((value) => {
      const first: unknown = Array.isArray(value) ? value[0] : value;
      return typeof first === "string" && first.trim() !== "" ? first.trim() : undefined;
    }, schema.optional())
    .catch(undefined);

/** A day that PostgreSQL knows too: it has no year 0. */
export const day = z.iso.date().refine((text) => text >= "0001");

/** An instant as `toISOString` writes it, within PostgreSQL's years. */
export const instant = z.iso.datetime().refine((text) => text >= "0001");

/** The place of a row in a list by age: `<milliseconds>.<id>`. */
export const rowPlace = z.string().regex(/^\d{1,15}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
