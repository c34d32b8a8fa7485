import type { UploadInspection } from "./inspection";
import type { UploadDefaults, UploadMapping } from "./mapping";

export function suggestMapping(
  inspection: UploadInspection,
  { remembered, defaults }: { remembered: UploadMapping | null; defaults: UploadDefaults | null },
): UploadMapping {
  return {
    sheet: inspection.sheet,
    headerLine: inspection.headerLine,
    columns: remembered?.columns ?? inspection.columns.map(({ role }) => role),
    hiddenRows: "leave-out",
    ranges: "ask",
    defaults: defaults ?? remembered?.defaults ?? { kind: null, accountId: null, params: {} },
  };
}
