/** An order of 5,000 numbers, each with an error of its own, has about 2,000,000 characters and 30,000 elements. */
const MAX_CHARACTERS = 4 * 1024 * 1024;
const MAX_MARKUP = 120_000;
const MAX_DEPTH = 20;
const MAX_TEXT_CHARACTERS = 64 * 1024;
const MAX_ENTITIES = 50_000;
/** Carriers send no attributes worth reading. */
const MAX_TAG_CHARACTERS = 2_000;
const PREDEFINED = new Set(["amp", "lt", "gt", "quot", "apos"]);

/**
 * Refuses, in one pass and before any parser sees it, every XML document that could cost more than its length: too large, too deep,
 * too much markup, document types, entities that are not XML's own five, and what is no XML at all.
 */
export function refuseHostileXml(text: string): void {
  if (text.length > MAX_CHARACTERS) throw new Error("XML too large");
  if (!/^\uFEFF?\s{0,1000}</.test(text)) throw new Error("Not XML");
  let depth = 0;
  let elements = 0;
  let markup = 0;
  let entities = 0;
  let at = text.indexOf("<");
  while (at >= 0) {
    if (++markup > MAX_MARKUP) throw new Error("XML with too much markup");
    const close = readMarkup(text, at);
    if (close.kind === "start") {
      if (elements === 0 && /^<html\b/i.test(text.slice(at, at + 6))) throw new Error("An HTML page");
      if (depth === 0 && elements > 0) throw new Error("More than one root");
      elements += 1;
      if (!close.isEmpty && ++depth > MAX_DEPTH) throw new Error("XML nested too deeply");
    }
    if (close.kind === "end" && --depth < 0) throw new Error("An end without a start");
    const next = text.indexOf("<", close.end);
    const between = next < 0 ? text.slice(close.end) : text.slice(close.end, next);
    if (between.length > MAX_TEXT_CHARACTERS || close.end - at > MAX_TEXT_CHARACTERS)
      throw new Error("XML with an oversized text");
    entities += countEntities(between);
    if (entities > MAX_ENTITIES) throw new Error("XML with too many entities");
    at = next;
  }
  if (depth !== 0) throw new Error("XML cut off");
}

type Markup = { kind: "start" | "end" | "other"; isEmpty: boolean; end: number };

function readMarkup(text: string, at: number): Markup {
  if (text.startsWith("<!--", at)) return { kind: "other", isEmpty: false, end: findEnd(text, "-->", at + 4) };
  if (text.startsWith("<![CDATA[", at)) return { kind: "other", isEmpty: false, end: findEnd(text, "]]>", at + 9) };
  if (text.startsWith("<?", at)) return { kind: "other", isEmpty: false, end: findEnd(text, "?>", at + 2) };
  if (text.startsWith("<!", at)) throw new Error("XML with a document type is refused");
  const end = findEnd(text, ">", at + 1);
  if (end - at > MAX_TAG_CHARACTERS) throw new Error("XML with an oversized tag");
  const tag = text.slice(at, end);
  if (tag.indexOf("<", 1) >= 0 || !/^<\/?[A-Za-z_]/.test(tag)) throw new Error("Malformed XML");
  countEntities(tag);
  if (tag.startsWith("</")) return { kind: "end", isEmpty: false, end };
  return { kind: "start", isEmpty: tag.endsWith("/>"), end };
}

function findEnd(text: string, mark: string, from: number) {
  const at = text.indexOf(mark, from);
  if (at < 0) throw new Error("XML cut off");
  return at + mark.length;
}

/** Throws where one is not XML's own. */
function countEntities(segment: string) {
  let count = 0;
  for (let at = segment.indexOf("&"); at >= 0; at = segment.indexOf("&", at + 1)) {
    const name = /^&([#A-Za-z0-9]{1,10});/.exec(segment.slice(at, at + 12))?.[1];
    if (name === undefined || !(PREDEFINED.has(name) || isCharacter(name)))
      throw new Error("XML with an entity that is not XML's own");
    count += 1;
  }
  return count;
}

function isCharacter(name: string) {
  const digits = /^#(?:x([0-9A-Fa-f]+)|(\d+))$/.exec(name);
  if (!digits) return false;
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
