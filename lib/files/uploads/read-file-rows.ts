import type { UploadInspection } from "@/lib/domain/uploads/inspection";
import { parseWorkbook } from "../parse-workbook";
import { decodeText } from "./decode-text";
import { findLayout, readTextRows } from "./read-text-rows";
import { collectWorkbook, readWorkbookRows } from "./read-workbook-rows";
import type { SourceRow } from "./source-row";

/** How a content is to be read, as its inspection found it; `sheet` as the person chose it. */
export type FileLayout = Pick<UploadInspection, "format" | "delimiter" | "sheet"> & { name: string };

/** All rows of a content, some at a time; of a text never more than a few megabytes are held. Throws FileFault. */
export async function* readFileRows(
  bytes: AsyncIterable<Uint8Array>,
  { format, delimiter, sheet, name }: FileLayout,
): AsyncGenerator<SourceRow[]> {
  if (format === "xlsx") {
    const workbook = await parseWorkbook(await collectWorkbook(bytes), name, sheet ?? undefined);
    return yield* readWorkbookRows(workbook);
  }
  const blocks = decodeText(bytes, { encoding: null, unreadable: 0 });
  const first = await blocks.next();
  if (first.done) return;
  const chosen = format === "list" ? null : delimiter;
  yield* readTextRows(chain(first.value, blocks), findLayout(first.value, chosen));
}

async function* chain(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
