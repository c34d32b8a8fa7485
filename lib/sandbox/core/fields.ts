import { z } from "zod";

/** How a form shows one value. `seconds` is kept in milliseconds; `choice` has `options`; `limit` is a rate limit or null. */
export interface FieldMeta {
  title: string;
  hint?: string;
  control: "seconds" | "number" | "text" | "switch" | "choice" | "json" | "limit";
  options?: readonly { value: string | number; label: string }[];
  isOptional?: boolean;
  /** What the form shows first; absent: the schema's default. */
  initial?: unknown;
}

export interface FieldDescription extends FieldMeta {
  name: string;
}

type Extra = Pick<FieldMeta, "hint" | "initial">;

const number = () => z.number("Enter a number.");

export const seconds = (title: string, ms: number, extra: Extra = {}) =>
  number()
    .min(0, "Enter 0 or more.")
    .default(ms)
    .meta({ title, control: "seconds", ...extra });

export const positive = (title: string, preset: number, extra: Extra = {}) =>
  number()
    .positive("Enter a number above 0.")
    .default(preset)
    .meta({ title, control: "number", ...extra });

export const whole = (title: string, preset: number, { min = -Infinity, max = Infinity, ...extra }: Whole = {}) =>
  number()
    .int("Enter a whole number.")
    .min(min, `Enter ${min} or more.`)
    .max(max, `Enter ${max} or less.`)
    .default(preset)
    .meta({ title, control: "number", ...extra });
type Whole = Extra & { min?: number; max?: number };

export const toggle = (title: string, preset: boolean, extra: Extra = {}) =>
  z
    .boolean()
    .default(preset)
    .meta({ title, control: "switch", ...extra });

/** The first option is the default. */
export function choice<const V extends string | number>(
  title: string,
  options: readonly [readonly [V, string], ...(readonly [V, string])[]],
  extra: Extra = {},
) {
  return z
    .literal(options.map(([value]) => value))
    .default(options[0][0] as never)
    .meta({ title, control: "choice", options: options.map(([value, label]) => ({ value, label })), ...extra });
}

export const text = (title: string, preset: string, { max = 500, pattern = /^/, ...extra }: Text = {}) =>
  z
    .string()
    .max(max, `Use at most ${max} characters.`)
    .regex(pattern, extra.hint ?? "This does not have the expected form.")
    .default(preset)
    .meta({ title, control: "text", ...extra });
type Text = Extra & { max?: number; pattern?: RegExp };

/** Blank means absent. */
export const optionalText = (title: string, hint: string) =>
  z
    .string()
    .max(500, "Use at most 500 characters.")
    .optional()
    .transform((value) => value?.trim() || undefined)
    .meta({ title, hint, control: "text", isOptional: true });

/** With `burst` null a strict sliding window; with a number a bucket of that size. Null: no limit. */
export const rateLimit = z
  .strictObject({
    requests: number().positive("Enter a number above 0."),
    windowMs: number().positive("Enter a number above 0."),
    burst: number().positive("Enter a number above 0.").nullable(),
  })
  .nullable();
export type RateLimit = NonNullable<z.output<typeof rateLimit>>;

export const limit = (title: string, preset: RateLimit) => rateLimit.default(preset).meta({ title, control: "limit" });

export type Shape = Readonly<Record<string, z.ZodType>>;
/** `fields` of a definition as its code receives them. */
export type Values<S extends Shape> = { [K in keyof S]: z.output<S[K]> };

/** Every field of a shape, in the shape's order; a field without a title is left out of forms. */
export function describeFields(shape: Shape): FieldDescription[] {
  return Object.entries(shape).flatMap(([name, schema]) => {
    const meta = schema.meta() as FieldMeta | undefined;
    if (!meta?.title) return [];
    return [{ ...meta, name, initial: meta.initial ?? schema.safeParse(undefined).data ?? null }];
  });
}

/** `Status 503, Text “Oops”`: the values that say something. */
export function describeValues(shape: Shape, values: Readonly<Record<string, unknown>>): string {
  const parts = describeFields(shape).flatMap(({ name, title, control, options }) => {
    const value = values[name];
    if (value === undefined || value === false) return [];
    if (control === "switch") return [title.toLowerCase()];
    if (control === "seconds") return [`${Number(value) / 1000} s`];
    if (control === "choice") return [options?.find((option) => option.value === value)?.label ?? String(value)];
    return [`${title.toLowerCase()} ${typeof value === "string" ? `“${value}”` : String(value)}`];
  });
  return parts.join(", ");
}

/** The ten national digits of any spelling of a US number. */
export const tenDigits = z.string().transform((spelling, context) => {
  const ten = toTenDigits(spelling);
  if (ten !== null) return ten;
  context.addIssue({ code: "custom", message: `${spelling} is not a US number of ten digits.` });
  return z.NEVER;
});

export function toTenDigits(spelling: string): string | null {
  const digits = spelling.replace(/\D/g, "");
  const ten = digits.length === 11 && digits.startsWith("1") ? digits.slice(1) : digits;
  return ten.length === 10 ? ten : null;
}
