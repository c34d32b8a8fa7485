import { createRowCheck } from "@/lib/domain/uploads/check-row";
import type { UploadChoices } from "@/lib/domain/uploads/checked-row";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { UPLOAD_LIMITS } from "@/lib/domain/uploads/upload";
import { FileFault } from "../check-zip";
import { loadRows, type LoadSummary, type NumberedTarget } from "./load-rows";
import { type FileLayout, readFileRows } from "./read-file-rows";

export type LoadInput = {
  uploadId: string;
  layout: FileLayout;
  mapping: UploadMapping;
  choices: UploadChoices;
  /** See `loadRows`. */
  isProse?: boolean;
};
/** What comes with a batch: its rows, the targets that it is the first to name, and how much of the content has been read. */
export type BatchHead = { rows: number; targets: NumberedTarget[]; bytes: number };
export type LoadAnswer = ({ ok: true } & LoadSummary) | { ok: false; message: string };

/** Reads and checks all rows of a content. `write` gets batches of lines for COPY, one after the other. */
export async function loadFile(
  source: AsyncIterable<Uint8Array>,
  { uploadId, layout, mapping, choices, isProse }: LoadInput,
  write: (head: BatchHead, lines: Uint8Array) => Promise<void>,
): Promise<LoadAnswer> {
  let bytes = 0;
  async function* count() {
    for await (const part of source) {
      bytes += part.byteLength;
      yield part;
    }
  }
  try {
    const maxRows = layout.format === "xlsx" ? UPLOAD_LIMITS.workbookRows : UPLOAD_LIMITS.textRows;
    const check = createRowCheck(mapping, choices);
    const batches = loadRows(readFileRows(count(), layout), { uploadId, mapping, check, maxRows, isProse });
    for (;;) {
      const { done, value } = await batches.next();
      if (done) return { ok: true, ...value };
      const { text, rows, targets } = value;
      await write({ rows, targets, bytes }, Buffer.from(text, "utf8"));
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return { ok: false, message: error.message };
  }
}
