import { XMLParser, XMLValidator } from "fast-xml-parser";
import { cleanValue } from "../domain/clean-text";
import { refuseHostileXml } from "./xml-guard";

/** XML → plain objects, see `decodeXml`. Throws an Error that describes the fault in the document. */
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
    // The only option that decodes character references; refuseHostileXml rejects all other named entities first.
    htmlEntities: true,
    isArray: (name) => lists.includes(name),
  });
  const value: unknown = parser.parse(text);
  // A character reference may encode a rejected character.
  return text.includes("&#") ? cleanValue(value) : value;
}
