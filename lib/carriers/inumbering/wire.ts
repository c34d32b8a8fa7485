import { z } from "zod";
import { parseItems } from "../carrier";

/** Numbers, codes and IDs are text in some responses and integers in others: all are read as text. */
const text = z.union([z.string(), z.int()]).transform((value) => String(value).trim());
const maybeText = text.nullish().transform((value) => (value === undefined || value === "" ? null : value));

/** A list, or a single value without it, as some upstream responses have. Parsed entry by entry; `odd` are the invalid ones. */
const listOf = <T>(item: z.ZodType<T>) =>
  z.unknown().transform((value) => parseItems(item, Array.isArray(value) ? value : value == null ? [] : [value]));

/**
 * `{"status":"Success","statusCode":"200", …}`. The specification promises "Success" or "Error", but the network behind it
 * puts its texts into `status`, so any text is accepted here and interpreted by `readResult`.
 */
export const envelope = z.looseObject({ statusCode: text, status: maybeText, message: maybeText });

/** A text of any format: what is none is shown as received, so that it is not mistaken for nothing. */
const anyText = z
  .unknown()
  .nullish()
  .transform((value): string | null => {
    const read = maybeText.safeParse(value);
    return read.success ? read.data : JSON.stringify(value).slice(0, 200);
  });

/** In a rejection, even the envelope may be missing, and each field may have any format. */
export const looseEnvelope = z.looseObject({
  statusCode: maybeText.catch(null),
  status: anyText,
  message: anyText,
  error: anyText,
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

/** Page "Search Number Coverage"; the fields depend on `countBy`. A block is `block` or `line`. */
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

/** Page "Order Numbers": text there, an integer after an assignment. Without it, the success is not the documented one. */
export const orderReply = z.looseObject({ orderId: text.pipe(z.string().min(1)) });

export const gatewaysReply = z.looseObject({
  gateways: listOf(z.looseObject({ route: text, gateway: maybeText, IP: maybeText })),
});

/** `numbers` is the text "Not Found" if there is none. The list is required: its absence does not prove that we own nothing. */
const ownedItem = z.looseObject({ number: text, route: maybeText });
export const ownedReply = z.looseObject({
  numbers: z.union([
    z
      .string()
      .regex(/not found/i)
      .transform(() => parseItems(ownedItem, [])),
    z.array(z.unknown()).transform((list) => parseItems(ownedItem, list)),
  ]),
});

/** A map by campaign ID; an empty one may be an empty list. Each value is parsed on its own. */
const map = z.union([
  z.record(z.string(), z.unknown()),
  z.array(z.never()).transform((): Record<string, unknown> => ({})),
]);

/** Page "Query 10DLC CampaignID(s)" shows both maps. Without the events, nothing is known; without the numbers, not which. */
export const campaignsReply = z.looseObject({
  campaign_numbers: map.nullish().catch(null),
  campaign_event_status: map,
});
type CampaignNumbers = z.output<typeof campaignsReply>["campaign_numbers"];

/** The numbers of one campaign ID: a list or a single one. No map, or none of its own in a map with others, is not an empty list. */
export function campaignNumbers(numbers: CampaignNumbers, campaignId: string) {
  if (numbers && Object.keys(numbers).length === 0) return parseItems(text, []);
  const value = numbers?.[campaignId];
  return parseItems(text, Array.isArray(value) ? value : [value]);
}

/** The event of one campaign ID. */
export const campaignEvent = anyText;
