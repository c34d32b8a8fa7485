import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { z } from "zod";
import { cleanValue } from "@/lib/domain/clean-text";
import { parseJson } from "@/lib/domain/parse-json";
import { CarrierError } from "./carrier-error";
import type { CarrierReply } from "./http";
import { refuseHostileXml } from "./xml-guard";

type Options = {
  /** True where the answer belongs to a write: an answer that cannot be read leaves open whether it took effect. */
  isWrite: boolean;
};

/** Text of a reply → JSON → schema. Throws CarrierError `bad_response`. */
export const decodeJson = <T>(schema: z.ZodType<T>, reply: CarrierReply, options: Options): T =>
  decode(schema, reply, options, () => parseJson(reply.body));

/**
 * Text of a reply → XML → schema. Every value stays text (`0012` stays `0012`), every element named in `lists` is an array however
 * often it occurs, an empty element is "". DOCTYPE, undefined entities, more than 4 Mi characters or 20 levels are refused.
 */
export function decodeXml<T>(
  schema: z.ZodType<T>,
  reply: CarrierReply,
  options: Options & { lists: readonly string[] },
): T {
  return decode(schema, reply, options, () => parseXml(reply.body, options.lists));
}

export function parseXml(text: string, lists: readonly string[]): unknown {
  refuseHostileXml(text);
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(`Malformed XML: ${valid.err.msg}`);
  const parser = new XMLParser({
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreAttributes: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    trimValues: true,
    // The only switch under which character references are decoded; names beyond XML's five never get here.
    htmlEntities: true,
    isArray: (name) => lists.includes(name),
  });
  const value: unknown = parser.parse(text);
  // A reference to a character may stand for one that is refused.
  return text.includes("&#") ? cleanValue(value) : value;
}

function decode<T>(schema: z.ZodType<T>, reply: CarrierReply, { isWrite }: Options, parse: () => unknown): T {
  const fail = (cause: unknown, what: string) =>
    new CarrierError("bad_response", what, {
      cause,
      status: reply.status,
      callId: reply.callId,
      mayHaveHappened: isWrite,
    });
  let value: unknown;
  try {
    value = parse();
  } catch (cause) {
    throw fail(cause, describeBody(reply.body));
  }
  const result = schema.safeParse(value);
  if (!result.success) throw fail(result.error, "The carrier's answer does not have the form of its contract.");
  return result.data;
}

function describeBody(body: string) {
  if (body.trim() === "") return "The carrier's answer was empty.";
  if (/<html|<!doctype html/i.test(body.slice(0, 2_000))) return "The carrier answered with a web page.";
  return "The carrier's answer could not be read.";
}
