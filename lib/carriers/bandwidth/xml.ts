import { XMLBuilder } from "fast-xml-parser";

// XML 1.0 cannot represent these, not even as references; `u` matches lone surrogates.
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

// The builder's own escaping leaves carriage returns raw, and a parser would turn them into line feeds.
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };
const escapeText = (text: string) => text.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? "");

const builder = new XMLBuilder({
  format: true,
  indentBy: "    ",
  ignoreAttributes: false,
  processEntities: false,
  tagValueProcessor: (_name, value) => escapeText(String(value)),
});

const DECLARATION = { "@_version": "1.0", "@_encoding": "UTF-8", "@_standalone": "yes" };

type XmlValue = string | readonly string[] | { readonly [element: string]: XmlValue };

/** A document in the documented format: declaration, four spaces. Throws RangeError for text that XML cannot represent. */
export function buildXml(root: { readonly [element: string]: XmlValue }): string {
  refuseIllegal(root);
  return builder.build({ "?xml": DECLARATION, ...root });
}

function refuseIllegal(value: XmlValue) {
  if (typeof value !== "string") for (const part of Object.values(value)) refuseIllegal(part);
  else if (ILLEGAL.test(value)) throw new RangeError("The text contains characters that XML cannot represent.");
}
