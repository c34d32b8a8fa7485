import { z } from "zod";
import { cleanValue } from "./domain/clean-text";
import { AppError } from "./domain/errors";

/** Cleans and validates a person's input. Throws AppError INVALID_INPUT with the invalid fields. */
export function readInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const input = schema.safeParse(cleanInput(raw));
  if (input.success) return input.data;
  throw new AppError("INVALID_INPUT", undefined, { fields: z.flattenError(input.error).fieldErrors });
}

function cleanInput(raw: unknown): unknown {
  try {
    return cleanValue(raw);
  } catch (cause) {
    throw new AppError("INVALID_INPUT", "The input is nested too deeply.", { cause });
  }
}
