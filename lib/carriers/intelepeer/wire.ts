import { z } from "zod";
import type { Stranger } from "../carrier";

const wireCode = z.union([z.number().int(), z.string().regex(/^\d{3}$/)]).transform(Number);

/**
 * The answer about one number. Page: "Response Example". The words of a refusal are "contained within the response" under a key
 * that the page does not name; `readWords` looks under all that were seen elsewhere. No `provisioning`, or a state of null: none is reported.
 */
export const statusItem = z.looseObject({
  code: wireCode.optional(),
  provisioning: z.looseObject({ state: z.string().min(1).nullable() }).nullish(),
});
export type StatusItem = z.output<typeof statusItem>;

/** Page, both "Response Example"s of a write: 202 with the code and the state that it leads to. */
export const acceptedItem = (state: string) =>
  z.looseObject({ code: wireCode.pipe(z.literal(202)), provisioning: z.looseObject({ state: z.literal(state) }) });

/** "201 updated" of the page on webhooks; the code is in the body as in every answer of this carrier. */
export const updatedItem = z.looseObject({ code: wireCode.pipe(z.literal(201)) });

const hasContent = (item: Readonly<Record<string, unknown>>) => "code" in item || "provisioning" in item;

/** An answer that says something: a code or a state. `{}` says nothing. */
export const statusAnswer = z.looseObject({}).refine(hasContent, "neither code nor state");

/** One entry of a list, judged by itself: null is one that does not have the form of the contract. */
export function readStatusItem(value: unknown): StatusItem | null {
  const parsed = statusItem.safeParse(value);
  return parsed.success && hasContent(parsed.data) ? parsed.data : null;
}

/** Status 207: a list in the order of the query, its entries as they came; also taken when one list sits inside an object. */
export const statusList = z.union([
  z.array(z.unknown()),
  z.looseObject({}).transform((object, context): unknown[] => {
    const lists = Object.values(object).filter((value) => Array.isArray(value));
    const [only] = lists;
    if (only !== undefined && lists.length === 1) return only;
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

/** Page, "Response Code": the descriptions of the refusals that are about one number. */
const DESCRIPTIONS: Readonly<Record<number, RegExp>> = { 400: /E\.?164/i, 404: /not available/i };

/**
 * The code of an answer about one number: the body's own ("matches the http response code"), else that of HTTP where the words are those of
 * the page. Null: something between us and the carrier may have answered.
 */
export function readRefusalCode(item: StatusItem, status: number): number | null {
  if (item.code !== undefined) return item.code;
  if (status < 400) return status;
  return DESCRIPTIONS[status]?.test(readWords(item) ?? "") ? status : null;
}

const ENDPOINT_KEYS = ["endpoint", "number", "telephoneNumber", "tn"] as const;

/** The entries of a list that is longer than what was asked for; which number they belong to only they could say. */
export const listSurplus = (items: readonly unknown[], asked: number): Stranger[] =>
  items.slice(asked).map((item, index) => {
    const parsed = z.looseObject({}).safeParse(item);
    const named = ENDPOINT_KEYS.map((key) => parsed.data?.[key]).find(
      (value) => typeof value === "string" && value !== "",
    );
    return {
      spelling: typeof named === "string" ? named : `entry ${asked + index + 1} of ${items.length}`,
      words: readWords(item) ?? JSON.stringify(item),
    };
  });
