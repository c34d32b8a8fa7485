import { XMLParser, XMLValidator } from "fast-xml-parser";
import { cleanValue } from "../domain/clean-text";
import { refuseHostileXml } from "./xml-guard";

/** XML → plain objects, see `decodeXml`. Throws an Error that says what is wrong with the document. */
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
