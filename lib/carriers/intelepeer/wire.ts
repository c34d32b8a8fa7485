import { z } from "zod";
import type { Stranger } from "../carrier";

const wireCode = z.union([z.number().int(), z.string().regex(/^\d{3}$/)]).transform(Number);

/**
 * The answer about one number. Page: "Response Example". The words of a refusal are "contained within the response" under a key
 * that the page does not name; `readWords` looks under all that were seen elsewhere.
 */
export const statusItem = z.looseObject({
  code: wireCode.optional(),
  provisioning: z.looseObject({ state: z.string().min(1) }).optional(),
});
export type StatusItem = z.output<typeof statusItem>;

/** An answer that tells something: a code or a state. `{}` tells nothing. */
export const statusAnswer = statusItem.refine(
  (item) => item.code !== undefined || item.provisioning !== undefined,
  "neither code nor state",
);

/** Status 207: a list in the order of the query; also taken when one list sits inside an object. */
export const statusList = z.union([
  z.array(statusAnswer),
  z.looseObject({}).transform((object, context) => {
    const lists = Object.values(object).filter((value) => Array.isArray(value));
    const list = lists.length === 1 ? z.array(statusAnswer).safeParse(lists[0]) : null;
    if (list?.success) return list.data;
    context.addIssue({ code: "custom", message: "not a list of answers" });
    return z.NEVER;
  }),
]);

/** The webhook of a number; its GET is not shown on any page, so every plausible place is looked at. */
export const webhookAnswer = statusItem.transform((item) => {
  const nested = z
    .looseObject({ webhook: z.unknown().optional(), url: z.unknown().optional() })
    .safeParse(item.webhook);
  const candidates = [item.webhook, item.url, nested.data?.url, nested.data?.webhook];
  return { item, url: candidates.find((value): value is string => typeof value === "string" && value !== "") ?? null };
});

/** Page "API Authentication": `{"token": "…"}`, valid 24 hours. */
export const tokenReply = z.looseObject({ token: z.string().min(1) });

const WORD_KEYS = ["error", "detail", "message", "reason", "description"] as const;

/** The carrier's own words in an answer of any form, or null. */
export function readWords(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  const object: Readonly<Record<string, unknown>> = { ...value };
  const words = WORD_KEYS.flatMap((key) => {
    const word = object[key];
    return typeof word === "string" && word.trim() !== "" ? [word.trim()] : (readWords(word) ?? []);
  });
  return words.length === 0 ? null : [...new Set(words)].join(": ");
}

const ENDPOINT_KEYS = ["endpoint", "number", "telephoneNumber", "tn"] as const;

/** The entries of a list that is longer than what was asked for; which number they belong to only they could say. */
export const listSurplus = (items: readonly StatusItem[], asked: number): Stranger[] =>
  items.slice(asked).map((item, index) => {
    const named = ENDPOINT_KEYS.map((key) => item[key]).find((value) => typeof value === "string" && value !== "");
    return {
      spelling: typeof named === "string" ? named : `entry ${asked + index + 1} of ${items.length}`,
      words: readWords(item) ?? JSON.stringify(item),
    };
  });
