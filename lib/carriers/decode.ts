import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { z } from "zod";
import { CarrierError } from "./carrier-error";
import type { CarrierReply } from "./http";

const MAX_XML_CHARACTERS = 8 * 1024 * 1024;
const MAX_XML_DEPTH = 20;

type Options = {
  /** True where the answer belongs to a write: an answer that cannot be read leaves open whether it took effect. */
  isWrite: boolean;
};

/** Text of a reply → JSON → schema. Throws CarrierError `bad_response`. */
export const decodeJson = <T>(schema: z.ZodType<T>, reply: CarrierReply, options: Options): T =>
  decode(schema, reply, options, () => JSON.parse(reply.body) as unknown);

/**
 * Text of a reply → XML → schema. Every value stays text (`0012` stays `0012`), every element named in `lists` is an array however
 * often it occurs, an empty element is "". DOCTYPE, undefined entities, more than 8 Mi characters or 20 levels are refused.
 */
export function decodeXml<T>(
  schema: z.ZodType<T>,
  reply: CarrierReply,
  options: Options & { lists: readonly string[] },
): T {
  return decode(schema, reply, options, () => parseXml(reply.body, options.lists));
}

export function parseXml(text: string, lists: readonly string[]): unknown {
  if (text.length > MAX_XML_CHARACTERS) throw new Error("XML too large");
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new Error("XML with a document type is refused");
  if (!/^\s*(<\?xml[^>]*\?>\s*)?<[A-Za-z_]/.test(text.replace(/^\uFEFF/, ""))) throw new Error("Not XML");
  if (/^\s*(<\?xml[^>]*\?>\s*)?<html/i.test(text)) throw new Error("An HTML page");
  refuseDepth(text);
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(`Malformed XML: ${valid.err.msg}`);
  const parser = new XMLParser({
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreAttributes: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    trimValues: true,
    isArray: (name) => lists.includes(name),
  });
  return parser.parse(text);
}

function refuseDepth(text: string) {
  let depth = 0;
  for (const tag of text.matchAll(/<(\/?)[A-Za-z_][^>]*?(\/?)>/g)) {
    if (tag[1]) depth -= 1;
    else if (!tag[2] && ++depth > MAX_XML_DEPTH) throw new Error("XML nested too deeply");
  }
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
  if (/<html|<!doctype html/i.test(body)) return "The carrier answered with a web page.";
  return "The carrier's answer could not be read.";
}
