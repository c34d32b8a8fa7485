import { parsePhoneNumber } from "@/lib/domain/phone-number";
import type { CheckedRow, RowCell, RowProblem, RowTarget, UploadChoices } from "./checked-row";
import type { UploadMapping } from "./mapping";

export function createRowCheck(
  mapping: UploadMapping,
  _choices: UploadChoices,
): (cells: readonly RowCell[]) => CheckedRow[] {
  const column = mapping.columns.indexOf("number");
  const { kind, accountId, params } = mapping.defaults;
  const target: RowTarget | null = kind && accountId ? { kind, accountId, params } : null;
  return (cells) => {
    const cell = cells[column];
    const parsed = parsePhoneNumber(cell?.text ?? "");
    const problems: RowProblem[] = [];
    if (cell?.fault)
      problems.push({ code: "cell-fault", severity: "error", column, message: cell.fault, repair: null });
    else if (!parsed.ok)
      problems.push({ code: parsed.code, severity: "error", column, message: parsed.message, repair: null });
    if (!target)
      problems.push({ code: "account-missing", severity: "error", column: null, message: "none", repair: null });
    return [
      {
        cells: cells.map(({ text }) => text),
        number: parsed.ok ? parsed.number : null,
        target,
        state: problems.length > 0 ? "problem" : "ready",
        problems,
      },
    ];
  };
}
