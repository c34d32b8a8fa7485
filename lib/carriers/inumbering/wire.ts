import { z } from "zod";
import { judgeItems } from "../carrier";

/** Numbers, codes and ids come as text in one answer and as integers in the next: every one is read as text. */
const text = z.union([z.string(), z.number()]).transform((value) => String(value).trim());
const maybeText = text.nullish().transform((value) => (value === undefined || value === "" ? null : value));

/**
 * One thing or a list of them; some upstream answers drop the list around a single one. Its entries are judged one by one; `odd` are those
 * that could not be read.
 */
const listOf = <T>(item: z.ZodType<T>) =>
  z.unknown().transform((value) => judgeItems(item, Array.isArray(value) ? value : value == null ? [] : [value]));

/**
 * `{"status":"Success","statusCode":"200", …}`. The specification promises "Success" or "Error"; the network behind it puts its
 * texts into `status`, so any text is read here and judged by `judgeReply`.
 */
export const envelope = z.looseObject({ statusCode: text, status: maybeText, message: maybeText });

/** Of a refusal even the envelope may be missing. */
export const looseEnvelope = z.looseObject({
  statusCode: text.optional(),
  status: maybeText,
  message: maybeText,
  error: maybeText,
});

/** Page "Search Numbers"; items as in the specification, five fields. */
export const searchReply = z.looseObject({
  tnResult: listOf(
    z.looseObject({
      telephoneNumber: text,
      rateCenter: maybeText,
      city: maybeText,
      lata: maybeText,
      province: maybeText,
    }),
  ),
});

/** Page "Search Number Coverage"; which fields are there depends on `countBy`. A block comes as `block` or `line`. */
export const coverageReply = z.looseObject({
  tnInventoryCoverageList: listOf(
    z.looseObject({
      npa: maybeText,
      nxx: maybeText,
      block: maybeText,
      line: maybeText,
      lata: maybeText,
      rcAbbre: maybeText,
      locState: maybeText,
      count: text.pipe(z.string().regex(/^\d{1,9}$/)).transform(Number),
    }),
  ),
});

/** Page "Order Numbers": text there, an integer after an assignment. A success without it is not the one of the page. */
export const orderReply = z.looseObject({ orderId: text.pipe(z.string().min(1)) });

export const gatewaysReply = z.looseObject({
  gateways: listOf(z.looseObject({ route: text, gateway: maybeText, IP: maybeText })),
});

/** `numbers` is the text "Not Found" where there is none. A list must be there: its absence is no proof that we own nothing. */
const ownedItem = z.looseObject({ number: text, route: maybeText });
export const ownedReply = z.looseObject({
  numbers: z.union([
    z
      .string()
      .regex(/not found/i)
      .transform(() => judgeItems(ownedItem, [])),
    z.array(z.unknown()).transform((list) => judgeItems(ownedItem, list)),
  ]),
});

/** A map by campaign id; an empty one may come as an empty list. What stands under an id is judged by itself. */
const map = z
  .union([z.record(z.string(), z.unknown()), z.array(z.unknown()).transform((): Record<string, unknown> => ({}))])
  .nullish()
  .transform((given): Record<string, unknown> => given ?? {});

export const campaignsReply = z.looseObject({ campaign_numbers: map, campaign_event_status: map });

/** The numbers under one campaign id: a list, or a single one. */
export const campaignNumbers = listOf(text);

/** The event under one campaign id. One of another form is shown as it came: it is not the absence of an event. */
export const campaignEvent = z.unknown().transform((value): string | null => {
  const read = maybeText.safeParse(value);
  return read.success ? read.data : JSON.stringify(value).slice(0, 200);
});
