import type { GridColumn } from "@/components/uploads/check-row";
import { COLUMN_ROLES, type ColumnRole } from "@/lib/domain/uploads/column-role";
import type { UploadInspection } from "@/lib/domain/uploads/inspection";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";

const IN_DIGITS: readonly ColumnRole[] = [
  "number",
  "npa",
  "nxx",
  "line",
  "localNumber",
  "firstNumber",
  "lastNumber",
  "countryCode",
  "rowKey",
];

/** The columns of the file in their order; those that are ignored only where they are asked for. */
export function listGridColumns(
  inspection: UploadInspection | null,
  { columns }: UploadMapping,
  hasAll: boolean,
): GridColumn[] {
  return columns.flatMap((role, index) => {
    if (role === "ignore" && !hasAll) return [];
    const heading = inspection?.columns.find((column) => column.index === index)?.heading;
    const label = heading || (role === "ignore" ? `Column ${index + 1}` : COLUMN_ROLES[role]);
    return [{ index, label, isNumber: IN_DIGITS.includes(role) }];
  });
}
