import type { UploadChoices } from "./checked-row";
import { type ColumnRole, isSingleRole } from "./column-role";
import type { UploadInspection } from "./inspection";
import { hasLabels } from "./label-wish";
import type { UploadDefaults, UploadMapping } from "./mapping";
import { LABELS } from "./upload";

type Known = {
  /** What this person chose last under the same headings. */
  remembered: UploadMapping | null;
  /** What the way here has chosen already, such as the form for SMS on; null where nothing is. */
  defaults: UploadDefaults | null;
  choices: UploadChoices;
};

const NOTHING: UploadDefaults = { kind: null, accountId: null, params: {} };

/**
 * What the map starts with. Remembered roles go before guesses. An account that is gone, or that no longer offers the kind, is not carried
 * over, nor are the kind and the parameters that were chosen with it. Answers about ranges and hidden rows are kept only where the file
 * raises the question, and the person therefore sees them.
 */
export function suggestMapping(
  inspection: Pick<UploadInspection, "sheet" | "headerLine" | "columns" | "questions">,
  { remembered, defaults, choices }: Known,
): UploadMapping {
  const own = remembered && fitsColumns(remembered, inspection) ? remembered : null;
  const asks = (kind: UploadInspection["questions"][number]["kind"]) =>
    inspection.questions.some((one) => one.kind === kind);
  const guesses = inspection.columns.map(({ role }) => role);
  const columns = own ? addColumns(own.columns, guesses) : guesses;
  return {
    sheet: inspection.sheet,
    headerLine: inspection.headerLine,
    columns,
    hiddenRows: own && asks("hidden-rows") ? own.hiddenRows : "leave-out",
    ranges: own && asks("ranges") ? own.ranges : "ask",
    defaults: completeDefaults(keepDefaults(defaults ?? own?.defaults ?? NOTHING, choices), columns, choices),
  };
}

type Columns = UploadInspection["columns"];

/** The same columns, or a results file of them: ours stand behind the original ones and begin with the row key. */
const fitsColumns = ({ columns: known }: UploadMapping, { columns }: { columns: Columns }) =>
  known.length === columns.length || columns[known.length]?.role === "rowKey";

function addColumns(known: readonly ColumnRole[], guesses: readonly ColumnRole[]): ColumnRole[] {
  const added = guesses.slice(known.length);
  const kept = known.map((role) => (isSingleRole(role) && added.includes(role) ? "ignore" : role));
  return [...kept, ...added.map((role) => (role === "rowKey" ? role : "ignore"))];
}

function keepDefaults({ kind, accountId, params }: UploadDefaults, choices: UploadChoices): UploadDefaults {
  const account = choices.accounts.find(({ id }) => id === accountId);
  if (accountId === null) return { kind, accountId, params };
  if (!account) return NOTHING;
  if (kind !== null && kind !== LABELS && !account.kinds.includes(kind)) return { ...NOTHING, accountId };
  const applications = choices.applications.filter((one) => one.accountId === accountId);
  // A carrier that did not answer has none here.
  const hasApplication = (value: string) => applications.length === 0 || applications.some(({ id }) => id === value);
  const isThere: Record<string, (value: string) => boolean> = {
    campaignId: (value) =>
      choices.campaigns.some(
        (one) => one.accountId === accountId && one.campaignId === value && one.standing !== "ended",
      ),
    applicationId: hasApplication,
    registerWith: hasApplication,
  };
  const kept = Object.entries(params).filter(([name, value]) => isThere[name]?.(value) ?? true);
  return { kind, accountId, params: Object.fromEntries(kept) };
}

/** The only account that offers the kind is no choice that could be wrong. */
function completeDefaults(
  defaults: UploadDefaults,
  columns: readonly ColumnRole[],
  { accounts }: UploadChoices,
): UploadDefaults {
  if (defaults.kind === null || defaults.kind === LABELS) return defaults;
  if (defaults.accountId !== null || columns.includes("account")) return defaults;
  const { kind } = defaults;
  const [only, ...others] = accounts.filter(({ kinds }) => kinds.includes(kind));
  return only && others.length === 0 ? { ...defaults, accountId: only.id } : defaults;
}

const has = (columns: readonly ColumnRole[], roles: readonly ColumnRole[]) =>
  roles.every((role) => columns.includes(role));

/** What a mapping lacks before rows can be read with it, as messages; empty where it lacks nothing. */
export function listMappingGaps({ columns, defaults }: Pick<UploadMapping, "columns" | "defaults">): string[] {
  const gaps: string[] = [];
  const isNumbered =
    has(columns, ["number"]) ||
    has(columns, ["firstNumber"]) ||
    has(columns, ["npa", "line"]) ||
    has(columns, ["npa", "localNumber"]);
  if (!isNumbered) gaps.push("Choose the column of the numbers.");
  const hasAction = columns.includes("action");
  if (defaults.kind === null && !hasAction) gaps.push("Choose an action, or a column that says it.");
  if (defaults.kind === LABELS && !hasAction) {
    if (!hasLabels({ columns, defaults })) gaps.push("Choose the column of customers, tags or notes, or enter one.");
    return gaps;
  }
  const hasAccount = columns.some((role) => role === "account" || role === "site" || role === "sipPeer");
  if (defaults.accountId === null && !hasAccount) gaps.push("Choose a carrier account, or a column that says it.");
  return gaps;
}

/** Whether the map can be skipped: the file leaves nothing to choose, and everything else is known. */
export const canSkipMap = (
  inspection: Pick<UploadInspection, "isCertain">,
  mapping: Pick<UploadMapping, "columns" | "defaults">,
) => inspection.isCertain && listMappingGaps(mapping).length === 0;
