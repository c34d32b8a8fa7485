import { z } from "zod";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { CarrierError, type UnrequestedEntry } from "../carrier";
import { decodeJson } from "../decode";
import type { CarrierReply } from "../http";

const wireCode = z.union([z.number().int(), z.string().regex(/^\d{3}$/)]).transform(Number);

/**
 * The response about one number. Page: "Response Example". A rejection's text is under a key that the page does not name;
 * `readMessage` tries all known ones. Without `provisioning`, or with a null state, no state is reported.
 */
export const statusItem = z.looseObject({
  code: wireCode.optional(),
  provisioning: z.looseObject({ state: z.string().min(1).nullable() }).nullish(),
});
export type StatusItem = z.output<typeof statusItem>;

/** Page, both "Response Example"s of a write: 202 with the code and the resulting state. */
export const acceptedItem = (state: string) =>
  z.looseObject({ code: wireCode.pipe(z.literal(202)), provisioning: z.looseObject({ state: z.literal(state) }) });

/** "201 updated" on the webhook page; the code is in the body, as in every response of this carrier. */
export const updatedItem = z.looseObject({ code: wireCode.pipe(z.literal(201)) });

const hasContent = (item: Readonly<Record<string, unknown>>) => "code" in item || "provisioning" in item;

/** A response with content: a code or a state. `{}` has none. */
export const statusAnswer = z.looseObject({}).refine(hasContent, "neither code nor state");

/** One entry of a list; null if it has an unexpected format. */
export function readStatusItem(value: unknown): StatusItem | null {
  const parsed = statusItem.safeParse(value);
  return parsed.success && hasContent(parsed.data) ? parsed.data : null;
}

/** Status 207: a list in query order, entries as received; also accepted inside an object. */
const statusList = z.union([
  z.array(z.unknown()),
  z.looseObject({}).transform((object, context): unknown[] => {
    const lists = Object.values(object).filter((value) => Array.isArray(value));
    const [only] = lists;
    if (only !== undefined && lists.length === 1) return only;
    context.addIssue({ code: "custom", message: "not a list of responses" });
    return z.NEVER;
  }),
]);

/** The webhook of a number; its GET is undocumented, so every plausible place is checked. */
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

/** The carrier's text in a response of any format, or null. */
export function readMessage(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  const object: Readonly<Record<string, unknown>> = { ...value };
  const texts = WORD_KEYS.flatMap((key) => {
    const word = object[key];
    return typeof word === "string" && word.trim() !== "" ? [word.trim()] : (readMessage(word) ?? []);
  });
  return texts.length === 0 ? null : [...new Set(texts)].join(": ");
}

/** Page, "Response Code": the descriptions of rejections about a single number. */
const DESCRIPTIONS: Readonly<Record<number, RegExp>> = { 400: /E\.?164/i, 404: /not available/i };

/**
 * The code of a response about one number: the body's ("matches the http response code"), else HTTP's if the text is the
 * documented one. Null: something between us and the carrier may have responded.
 */
export function readRefusalCode(item: StatusItem, status: number): number | null {
  if (item.code !== undefined) return item.code;
  if (status < 400) return status;
  return DESCRIPTIONS[status]?.test(readMessage(item) ?? "") ? status : null;
}

const NUMBER_KEYS = ["endpoint", "endpoints", "number", "telephoneNumber", "phoneNumber", "tn"];

/** The numbers that a response names, as spelled. The page shows none: only the order ties an entry to its number. */
function listNamed(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, content]: [string, unknown]) =>
    NUMBER_KEYS.includes(key)
      ? [content]
          .flat()
          .map(toText)
          .filter((text) => text !== "")
      : listNamed(content),
  );
}

const toText = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const toDigits = (text: string) => text.replace(/\D/g, "").slice(-10);

/** False if a response names other numbers than these, or only some of them. */
export function isAbout(value: unknown, numbers: readonly PhoneNumber[]): boolean {
  const named = new Set(listNamed(value).map(toDigits));
  const expected = new Set(numbers.map(toDigits));
  return named.size === 0 || (named.size === expected.size && [...named].every((digits) => expected.has(digits)));
}

/** Whether a response says something besides these keys and the names of its numbers. */
export const hasOtherContent = (item: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean =>
  Object.entries(item).some(
    ([key, value]) => !keys.includes(key) && !NUMBER_KEYS.includes(key) && !NOTHING.has(JSON.stringify(value)),
  );
const NOTHING = new Set(["null", '""', "[]", "{}"]);

/** Why the code in the body cannot be believed (page: it "matches the http response code"), or null. */
export const explainMismatch = (code: number | undefined, status: number): string | null =>
  code === undefined || code === status
    ? null
    : `The carrier responded with HTTP ${status}, and with ${code} in the body.`;

export const OTHER_NUMBER = "The carrier's response names another number.";

/** The entries of a reply about several numbers, in their order. A list of another length is unusable: only the place ties an entry to its number. */
export function decodeStatusList(reply: CarrierReply, requested: number, { isWrite }: { isWrite: boolean }) {
  const items = decodeJson(statusList, reply, { isWrite });
  if (items.length === requested) return items;
  throw new CarrierError(
    "bad_response",
    `The carrier responded with ${items.length} entries for ${requested} numbers.`,
    {
      status: reply.status,
      callId: reply.callId,
      mayHaveHappened: isWrite,
      unrequested: listSurplus(items, requested),
    },
  );
}

/** The entries beyond the requested ones; only their own content can tell which number they belong to. */
const listSurplus = (items: readonly unknown[], requested: number): UnrequestedEntry[] =>
  items.slice(requested).map((item, index) => {
    return {
      spelling: listNamed(item)[0] ?? `entry ${requested + index + 1} of ${items.length}`,
      message: readMessage(item) ?? JSON.stringify(item),
    };
  });
