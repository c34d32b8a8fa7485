import { SaxesParser } from "saxes";
import { FileFault } from "./open-zip";

export type Attributes = Readonly<Record<string, string | undefined>>;
/** Called for each tag and text in order; names come without their prefix. */
export type XmlHandlers = {
  open(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
};

const withoutPrefix = (name: string) => name.slice(name.indexOf(":") + 1);
const refuse = () => {
  throw new FileFault("The workbook is written in a way that is not read here: its XML is unusual.");
};

/**
 * Reads an XML part chunk by chunk, and yields after each chunk. Throws FileFault where it is not well-formed, or has a document type or
 * another encoding than UTF-8, which no spreadsheet program writes.
 */
export async function* scanXml(chunks: AsyncIterable<Uint8Array>, { open, close, text }: XmlHandlers) {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  parser.on("doctype", refuse);
  parser.on("xmldecl", ({ encoding }) => {
    if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) refuse();
  });
  parser.on("opentag", ({ name, attributes }) => open(withoutPrefix(name), attributes));
  if (close) parser.on("closetag", ({ name }) => close(withoutPrefix(name)));
  if (text) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  parser.on("error", (cause) => {
    throw new FileFault("The workbook is damaged.", { cause });
  });
  const decoder = new TextDecoder("utf-8");
  for await (const chunk of chunks) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield;
  }
  parser.close();
}

/** Reads a whole XML part. */
export async function readXml(chunks: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of scanXml(chunks, handlers));
}
