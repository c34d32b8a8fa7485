import { type ColumnRole, isSingleRole } from "@/lib/domain/uploads/column-role";
import type { UploadChoices } from "@/lib/domain/uploads/checked-row";
import type { UploadInspection } from "@/lib/domain/uploads/inspection";
import type { UploadDefaults, UploadMapping } from "@/lib/domain/uploads/mapping";
import { listMappingGaps } from "@/lib/domain/uploads/suggest-mapping";
import { LABELS } from "@/lib/domain/uploads/upload";
import { isWebAddress, KIND_FIELDS } from "./kind-fields";

/** The mapping that the guesses make, where nothing else is suggested. */
const startMapping = ({ sheet, headerLine, columns }: UploadInspection): UploadMapping => ({
  sheet,
  headerLine,
  columns: columns.map(({ role }) => role),
  hiddenRows: "leave-out",
  ranges: "ask",
  defaults: { kind: null, accountId: null, params: {} },
});

/** Gives a column its role; another column that had it is ignored from then on. */
export const setRole = (mapping: UploadMapping, index: number, role: ColumnRole): UploadMapping => ({
  ...mapping,
  columns: mapping.columns.map((other, at) =>
    at === index ? role : other === role && isSingleRole(role) ? "ignore" : other,
  ),
});

/** The role whose column says this parameter for each row. */
const PARAM_ROLES: Readonly<Record<string, ColumnRole>> = {
  url: "webhook",
  campaignId: "campaign",
  applicationId: "application",
  registerWith: "application",
};

/** Why the rows cannot be checked with this mapping yet, or null. */
export function explainMapping(mapping: UploadMapping, choices: UploadChoices): string | null {
  const { columns, defaults } = mapping;
  const has = (role: ColumnRole) => columns.includes(role);
  const [gap] = listMappingGaps(mapping);
  if (gap !== undefined) return gap;
  if (has("firstNumber") && !has("lastNumber") && !has("rangeSize"))
    return "A range needs its last number or its quantity too: choose that column.";
  return explainDefaults(defaults, choices, has);
}

function explainDefaults(
  { kind, accountId, params }: UploadDefaults,
  { accounts }: UploadChoices,
  has: (role: ColumnRole) => boolean,
): string | null {
  const account = accounts.find(({ id }) => id === accountId);
  if (account && kind !== null && kind !== LABELS && !account.kinds.includes(kind))
    return `${account.carrierLabel} · ${account.label} cannot do this. Choose another account.`;
  for (const field of kind === null ? [] : KIND_FIELDS[kind]) {
    const value = params[field.name]?.trim() ?? "";
    const role = PARAM_ROLES[field.name];
    if (value === "" && field.isRequired && !(role && has(role))) return field.missing;
    if (value !== "" && field.name === "url" && !isWebAddress(value))
      return "The webhook is an address that begins with https:// or http://.";
  }
  return null;
}

/** The headings under a header line: null for columns without one. */
export function listColumnHeadings({ firstRows, columns }: UploadInspection, headerLine: number | null) {
  const row = headerLine === null ? undefined : firstRows.find(({ line }) => line === headerLine);
  return columns.map(({ index, heading }) =>
    headerLine === null ? null : ((row?.cells[index]?.trim() || null) ?? (row ? null : heading)),
  );
}

const countAbove = ({ firstRows }: UploadInspection, headerLine: number | null) =>
  headerLine === null ? 0 : firstRows.filter(({ line }) => line <= headerLine).length;

/** Rows of data: those below the header line, without hidden ones where these are left out. */
export function countDataRows(
  inspection: UploadInspection,
  { headerLine, hiddenRows }: Pick<UploadMapping, "headerLine" | "hiddenRows">,
): { count: number; hidden: number; all: number } {
  const all = Math.max(0, inspection.rows.count - countAbove(inspection, headerLine));
  const question = inspection.questions.find(({ kind }) => kind === "hidden-rows");
  const hidden = question?.kind === "hidden-rows" ? question.count : 0;
  return { count: hiddenRows === "include" ? all : Math.max(0, all - hidden), hidden, all };
}

/**
 * What the form starts with. Where several columns may be the number and nobody has chosen one, none is chosen: a guess would decide what
 * is acted on.
 */
export function openMapping(
  inspection: UploadInspection,
  { mapping, suggestion }: { mapping: UploadMapping | null; suggestion: UploadMapping | null },
): UploadMapping {
  const start = mapping ?? suggestion ?? startMapping(inspection);
  const isAsked = inspection.questions.some(({ kind }) => kind === "number-column");
  const isGuess = inspection.columns.every(({ index, role }) => start.columns[index] === role);
  if (mapping !== null || !isAsked || !isGuess) return start;
  return { ...start, columns: start.columns.map((role) => (role === "number" ? "ignore" : role)) };
}
