import { runTask } from "@/lib/child-tasks/run-task";
import { TaskStopped } from "@/lib/child-tasks/task-stopped";
import { AppError } from "@/lib/domain/errors";
import { type NumberList, parseNumberList, type NumberRow } from "@/lib/domain/number-list";
import { toTenDigits } from "@/lib/domain/phone-number";

/**
 * Ten digits of every number in the text, each once, in any spelling. Exchanges that the numbering plan does not have are
 * taken too: the carriers' own examples use them. Throws AppError INVALID_INPUT for the field.
 */
export async function readTenDigits(text: string, field: string, max: number): Promise<string[]> {
  const { rows, overflow } = await readList(text, field, max);
  const found = new Set<string>();
  const problems: string[] = overflow ? [overflow.message] : [];
  for (const row of rows) {
    const ten = readRow(row);
    if (ten !== null) found.add(ten);
    else if (row.outcome === "invalid") problems.push(`Line ${row.line}: ${row.message}`);
  }
  if (problems.length > 0)
    throw new AppError("INVALID_INPUT", undefined, { fields: { [field]: problems.slice(0, 5) } });
  return [...found];
}

/** Longer texts are read in a process of their own. */
const MAX_INLINE_CHARACTERS = 20_000;

async function readList(text: string, field: string, max: number): Promise<NumberList> {
  if (text.length <= MAX_INLINE_CHARACTERS) return parseNumberList(text, { max });
  try {
    return await runTask("read-number-list", { text, max });
  } catch (error) {
    if (!(error instanceof TaskStopped)) throw error;
    const message = "This list takes too long to read. Paste fewer numbers.";
    throw new AppError("INVALID_INPUT", undefined, { fields: { [field]: [message] }, cause: error });
  }
}

function readRow(row: NumberRow): string | null {
  if (row.outcome !== "invalid") return toTenDigits(row.number);
  if (row.code !== "bad-exchange") return null;
  const ten = row.original.replace(/\D/g, "").slice(-10);
  return /^[2-9]\d{9}$/.test(ten) ? ten : null;
}
