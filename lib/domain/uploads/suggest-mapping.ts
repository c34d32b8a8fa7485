import type { UploadChoices } from "./checked-row";
import type { ColumnRole } from "./column-role";
import type { UploadInspection } from "./inspection";
import type { UploadDefaults, UploadMapping } from "./mapping";

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
  const own = remembered?.columns.length === inspection.columns.length ? remembered : null;
  const asks = (kind: UploadInspection["questions"][number]["kind"]) =>
    inspection.questions.some((one) => one.kind === kind);
  const columns = own?.columns ?? inspection.columns.map(({ role }) => role);
  return {
    sheet: inspection.sheet,
    headerLine: inspection.headerLine,
    columns: [...columns],
    hiddenRows: own && asks("hidden-rows") ? own.hiddenRows : "leave-out",
    ranges: own && asks("ranges") ? own.ranges : "ask",
    defaults: completeDefaults(defaults ?? (own ? keepDefaults(own.defaults, choices) : NOTHING), columns, choices),
  };
}

function keepDefaults({ kind, accountId, params }: UploadDefaults, choices: UploadChoices): UploadDefaults {
  const account = choices.accounts.find(({ id }) => id === accountId);
  if (accountId === null) return { kind, accountId, params };
  if (!account) return NOTHING;
  if (kind !== null && !account.kinds.includes(kind)) return { ...NOTHING, accountId };
  const isThere: Record<string, (value: string) => boolean> = {
    campaignId: (value) =>
      choices.campaigns.some(
        (one) => one.accountId === accountId && one.campaignId === value && one.standing !== "ended",
      ),
    applicationId: (value) => choices.applications.some((one) => one.accountId === accountId && one.id === value),
    registerWith: (value) => choices.applications.some((one) => one.accountId === accountId && one.id === value),
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
  if (defaults.kind === null || defaults.accountId !== null || columns.includes("account")) return defaults;
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
  if (defaults.kind === null && !columns.includes("action")) gaps.push("Choose an action, or a column that says it.");
  const hasAccount = columns.some((role) => role === "account" || role === "site" || role === "sipPeer");
  if (defaults.accountId === null && !hasAccount) gaps.push("Choose a carrier account, or a column that says it.");
  return gaps;
}

/** Whether the map can be skipped: the file leaves nothing to choose, and everything else is known. */
export const canSkipMap = (
  inspection: Pick<UploadInspection, "isCertain">,
  mapping: Pick<UploadMapping, "columns" | "defaults">,
) => inspection.isCertain && listMappingGaps(mapping).length === 0;
