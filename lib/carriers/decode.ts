import type { z } from "zod";
import { parseJson } from "@/lib/domain/parse-json";
import { CarrierError } from "./carrier-error";
import type { CarrierReply } from "./http";
import { runTask } from "../child-tasks/run-task";
import { parseXml } from "./parse-xml";
import { refuseXmlSize } from "./xml-guard";

type Options = {
  /** True where the answer belongs to a write: an answer that cannot be read leaves open whether it took effect. */
  isWrite: boolean;
};

/** Text of a reply → JSON → schema. Throws CarrierError `bad_response`. */
export function decodeJson<T>(schema: z.ZodType<T>, reply: CarrierReply, options: Options): T {
  let value: unknown;
  try {
    value = parseJson(reply.body);
  } catch (cause) {
    throw fail(reply, options, cause, describeBody(reply.body));
  }
  return check(schema, reply, options, value);
}

/** Longer documents are parsed in a process of their own: an order of 5,000 numbers takes longer than a page may wait. */
const MAX_INLINE_XML_CHARACTERS = 256 * 1024;

/**
 * Text of a reply → XML → schema. Every value stays text (`0012` stays `0012`), every element named in `lists` is an array however
 * often it occurs, an empty element is "". Refused: DOCTYPE, undefined entities, more than 4 Mi characters or 20 levels, and what else
 * xml-guard.ts lists. Throws CarrierError `bad_response`.
 */
export async function decodeXml<T>(
  schema: z.ZodType<T>,
  reply: CarrierReply,
  options: Options & { lists: readonly string[] },
): Promise<T> {
  let value: unknown;
  try {
    value = await parse(reply.body, options.lists);
  } catch (cause) {
    throw fail(reply, options, cause, describeBody(reply.body));
  }
  return check(schema, reply, options, value);
}

async function parse(text: string, lists: readonly string[]): Promise<unknown> {
  if (text.length <= MAX_INLINE_XML_CHARACTERS) return parseXml(text, lists);
  refuseXmlSize(text);
  return JSON.parse(await runTask("parse-xml", { text, lists }));
}

function check<T>(schema: z.ZodType<T>, reply: CarrierReply, options: Options, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw fail(reply, options, result.error, "The carrier's answer does not have the form of its contract.");
}

const fail = ({ status, callId }: CarrierReply, { isWrite }: Options, cause: unknown, message: string) =>
  new CarrierError("bad_response", message, { cause, status, callId, mayHaveHappened: isWrite });

function describeBody(body: string) {
  if (body.trim() === "") return "The carrier's answer was empty.";
  if (/<html|<!doctype html/i.test(body.slice(0, 2_000))) return "The carrier answered with a web page.";
  return "The carrier's answer could not be read.";
}
