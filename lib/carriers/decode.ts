import type { z } from "zod";
import { parseJson } from "@/lib/domain/parse-json";
import { CarrierError } from "./carrier-error";
import type { CarrierReply } from "./http";
import { runTask } from "../child-tasks/run-task";
import { parseXml } from "./parse-xml";
import { refuseXmlSize } from "./xml-guard";

type Options = {
  /** True for a response to a write: if it cannot be read, its effect stays open. */
  isWrite: boolean;
};

/** Reply text → JSON → schema. Throws CarrierError `bad_response`. */
export function decodeJson<T>(schema: z.ZodType<T>, reply: CarrierReply, options: Options): T {
  let value: unknown;
  try {
    value = parseJson(reply.body);
  } catch (cause) {
    throw fail(reply, options, cause, describeBody(reply.body));
  }
  return check(schema, reply, options, value);
}

/** Longer documents are parsed in a child process: an order of 5,000 numbers would block the page too long. */
const MAX_INLINE_XML_CHARACTERS = 256 * 1024;

/**
 * Reply text → XML → schema. Every value stays text (`0012` stays `0012`), elements named in `lists` are always arrays, an
 * empty element is "". Rejected: see xml-guard.ts. Throws CarrierError `bad_response`.
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
  throw fail(reply, options, result.error, "The carrier's response has an unexpected format.");
}

const fail = ({ status, callId }: CarrierReply, { isWrite }: Options, cause: unknown, message: string) =>
  new CarrierError("bad_response", message, { cause, status, callId, mayHaveHappened: isWrite });

function describeBody(body: string) {
  if (body.trim() === "") return "The carrier's response was empty.";
  if (/<html|<!doctype html/i.test(body.slice(0, 2_000))) return "The carrier responded with a web page.";
  return "The carrier's response could not be read.";
}
