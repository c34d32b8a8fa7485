/** An order of 5,000 numbers, each with an error, has about 2,000,000 characters, 30,000 elements and 60,000 tags. */
const MAX_CHARACTERS = 4 * 1024 * 1024;
const MAX_MARKUP = 75_000;
const MAX_ELEMENTS = 40_000;
const MAX_DEPTH = 20;
const MAX_TEXT_CHARACTERS = 64 * 1024;
const MAX_ENTITIES = 20_000;
/** Carriers use no attributes that we read. */
const MAX_TAG_CHARACTERS = 2_000;
const MAX_ATTRIBUTES = 10_000;
/** All documents of all carriers use about 60. A new name costs the parser more than another element. */
const MAX_NAMES = 500;
const MAX_NAME_CHARACTERS = 200;

/** Checks the size first, before the document is copied or read. */
export function refuseXmlSize(text: string): void {
  if (text.length > MAX_CHARACTERS) throw new Error("XML too large");
}

/**
 * Rejects, in one pass before parsing, every XML document that could cost more than its length: too large, too deep, too much
 * markup, document types, entities beyond XML's built-in five, and anything that is not XML.
 */
export function refuseHostileXml(text: string): void {
  refuseXmlSize(text);
  if (!/^\uFEFF?\s{0,1000}</.test(text)) throw new Error("Not XML");
  let depth = 0;
  let elements = 0;
  let markup = 0;
  let entities = 0;
  let attributes = 0;
  const names = new Set<string>();
  let at = text.indexOf("<");
  while (at >= 0) {
    if (++markup > MAX_MARKUP) throw new Error("XML with too much markup");
    const close = readMarkup(text, at);
    if (close.kind === "start") {
      if (elements === 0 && /^<html\b/i.test(text.slice(at, at + 6))) throw new Error("An HTML page");
      if (depth === 0 && elements > 0) throw new Error("More than one root");
      elements += 1;
      if (elements > MAX_ELEMENTS) throw new Error("XML with too many elements");
      const tag = text.slice(at + 1, close.end - 1);
      names.add(readName(tag));
      if (names.size > MAX_NAMES) throw new Error("XML with too many names");
      attributes += countAttributes(tag);
      if (attributes > MAX_ATTRIBUTES) throw new Error("XML with too many attributes");
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

const other = (end: number): Markup => ({ kind: "other", isEmpty: false, end });

function readMarkup(text: string, at: number): Markup {
  const second = text.charCodeAt(at + 1);
  if (second === QUESTION) return other(findEnd(text, "?>", at + 2));
  if (second === EXCLAMATION) {
    if (text.startsWith("<!--", at)) return other(findEnd(text, "-->", at + 4));
    if (text.startsWith("<![CDATA[", at)) return other(findEnd(text, "]]>", at + 9));
    throw new Error("XML with a document type is rejected");
  }
  const end = findEnd(text, ">", at + 1);
  if (end - at > MAX_TAG_CHARACTERS) throw new Error("XML with an oversized tag");
  const isEnd = second === SLASH;
  if (!isNameStart(isEnd ? text.charCodeAt(at + 2) : second)) throw new Error("Malformed XML");
  const tag = text.slice(at + 1, end);
  if (tag.includes("<")) throw new Error("Malformed XML");
  countEntities(tag);
  return { kind: isEnd ? "end" : "start", isEmpty: text.charCodeAt(end - 2) === SLASH, end };
}

function readName(tag: string): string {
  const end = tag.search(/[\s/]/);
  const name = end < 0 ? tag : tag.slice(0, end);
  if (name.length > MAX_NAME_CHARACTERS) throw new Error("XML with an oversized name");
  return name;
}

/** One per equals sign; one inside a value counts too. */
const countAttributes = (tag: string) => (tag.includes("=") ? tag.split("=").length - 1 : 0);

const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const QUESTION = 0x3f;
const isNameStart = (code: number) => code === 0x5f || (code > 0x40 && code < 0x5b) || (code > 0x60 && code < 0x7b);

function findEnd(text: string, mark: string, from: number) {
  const at = text.indexOf(mark, from);
  if (at < 0) throw new Error("XML cut off");
  return at + mark.length;
}

/** XML's built-in five and character references; the last branch finds every other ampersand. */
const ENTITY = /&(?:(?:amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));|(&)/g;

/** Throws for any other entity. */
function countEntities(segment: string) {
  if (!segment.includes("&")) return 0;
  let count = 0;
  for (const [, decimal, hexadecimal, stray] of segment.matchAll(ENTITY)) {
    const code = decimal ?? (hexadecimal && `0x${hexadecimal}`);
    if (stray !== undefined || (code !== undefined && !isCharacter(Number(code))))
      throw new Error("XML with an unknown entity");
    if (++count > MAX_ENTITIES) break;
  }
  return count;
}

function isCharacter(code: number) {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
