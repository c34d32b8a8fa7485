import { z } from "zod";

/** Numbers, codes and ids come as text in one answer and as integers in the next: every one is read as text. */
const text = z.union([z.string(), z.number()]).transform((value) => String(value).trim());
const maybeText = text.nullish().transform((value) => (value === undefined || value === "" ? null : value));

/** One thing or a list of them; some upstream answers drop the list around a single one. */
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .union([z.array(item), item.transform((one) => [one])])
    .nullish()
    .transform((list) => list ?? []);

/**
 * `{"status":"Success","statusCode":"200", …}`. The specification promises "Success" or "Error"; the network behind it puts its
 * texts into `status`, so any text is read here and judged by `judgeReply`.
 */
export const envelope = z.looseObject({ statusCode: text, status: maybeText, message: maybeText });
export type Envelope = z.output<typeof envelope>;

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
      count: z.coerce.number().int().nonnegative(),
    }),
  ),
});

/** Page "Order Numbers": text there, integer after an assignment, null where nothing was ordered. */
export const orderReply = z.looseObject({ orderId: maybeText });

export const gatewaysReply = z.looseObject({
  gateways: listOf(z.looseObject({ route: text, gateway: maybeText, IP: maybeText })),
});

/** `numbers` is the text "Not Found" where there is none. A list must be there: its absence is no proof that we own nothing. */
export const ownedReply = z.looseObject({
  numbers: z.union([
    z
      .string()
      .regex(/not found/i)
      .transform(() => []),
    z.array(z.looseObject({ number: text, route: maybeText })),
  ]),
});

/** Maps by campaign id; an empty map may come as an empty list. */
const mapOf = <T extends z.ZodType>(item: T) =>
  z
    .union([z.record(z.string(), item), z.array(z.unknown()).transform(() => ({}))])
    .nullish()
    .transform((map): Record<string, z.output<T>> => ({ ...map }));

export const campaignsReply = z.looseObject({
  campaign_numbers: mapOf(z.union([z.array(text), text.transform((one) => [one])]).nullable()),
  campaign_event_status: mapOf(maybeText),
});
