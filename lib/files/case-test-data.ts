import { CHOICES, SMS_ON } from "@/lib/domain/uploads/check-test-data";
import type { UploadInspection } from "@/lib/domain/uploads/inspection";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { suggestMapping } from "@/lib/domain/uploads/suggest-mapping";
import { inspectFile } from "./uploads/inspect-file";
import { loadFile } from "./uploads/load-file";

/** The whole way of an upload's bytes, for the files that others got wrong and for further ones of each kind. */
type Reading = { inspection: UploadInspection; mapping: UploadMapping; rows: string[] };

async function* stream(bytes: Uint8Array) {
  yield bytes;
}

export async function read(name: string, bytes: Uint8Array, own: Partial<UploadMapping> = {}): Promise<Reading> {
  const source = name.endsWith(".txt") ? "text" : "file";
  const { accounts } = CHOICES;
  const found = await inspectFile(stream(bytes), { name, source, size: bytes.length, sheet: null, accounts });
  if (!found.ok) throw new Error(found.message);
  const { inspection } = found;
  const mapping = { ...suggestMapping(inspection, { remembered: null, defaults: SMS_ON, choices: CHOICES }), ...own };
  const lines: string[] = [];
  const loaded = await loadFile(
    stream(bytes),
    { uploadId: "u", layout: { ...inspection, name }, mapping, choices: CHOICES },
    async (_head, batch) => void lines.push(...Buffer.from(batch).toString("utf8").trimEnd().split("\n")),
  );
  if (!loaded.ok) throw new Error(loaded.message);
  const rows = lines.map((line) => {
    const [, , at = "", , number = "", , state = "", codes = ""] = line.split("\t");
    return [at, state, number.replace(/^\\N$/, ""), codes.replace(/[{}"]/g, "")]
      .filter((part) => part !== "")
      .join(" ");
  });
  return { inspection, mapping, rows };
}
export const readText = (text: string, name = "numbers.csv", own: Partial<UploadMapping> = {}) =>
  read(name, Buffer.from(text), own);
