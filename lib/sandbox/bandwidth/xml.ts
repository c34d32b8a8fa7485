import { XMLBuilder, XMLParser, XMLValidator } from "fast-xml-parser";
import { type ErrorContent, isRecord, type Reply, replyEmpty } from "../core/exchange";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const builder = new XMLBuilder({ format: true, indentBy: "    ", suppressEmptyNode: true });
const parser = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  isArray: (name) => name === "TelephoneNumber",
});

export function replyXml(status: number, value: Record<string, unknown>, headers?: Record<string, string>): Reply {
  const text = DECLARATION + String(builder.build(value));
  return { status, headers: { "content-type": "application/xml; charset=utf-8", ...headers }, body: text };
}

/** The document as plain objects with every value as text, or null when it is malformed or carries a DOCTYPE. */
export function readXml(text: string): Record<string, unknown> | null {
  if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true) return null;
  const value: unknown = parser.parse(text);
  return isRecord(value) ? value : null;
}

/** The error forms seen from the dashboard, by name of the envelope. */
export function formatXmlError(root: string, { status, code, text, envelope }: ErrorContent): Reply {
  const known = { code: code ?? "1000", text: text ?? "Internal Server Error. Please try again." };
  const error = { Code: known.code, Description: known.text };
  switch (envelope) {
    case "empty":
      return replyEmpty(status);
    case "response-status-no-code":
      return replyXml(status, { [root]: { ResponseStatus: { Description: known.text } } });
    case "errors-flat":
      return replyXml(status, { [root]: { Errors: error } });
    case "errors-nested":
      return replyXml(status, { [root]: { Errors: { Error: error } } });
    case "error-list":
      return replyXml(status, { [root]: { ErrorList: { Error: error } } });
    case "result-code":
      return replyXml(status, { [root]: { resultCode: known.code, resultMessage: known.text } });
    default:
      return replyXml(status, {
        [root]: { ResponseStatus: { ErrorCode: known.code, Description: known.text } },
      });
  }
}
