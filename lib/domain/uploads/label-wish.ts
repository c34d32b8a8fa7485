import { toNameKey } from "@/lib/domain/customer";
import type { ColumnRole } from "./column-role";
import type { UploadMapping } from "./mapping";
import { LABELS } from "./upload";

/** In a cell: the customer, or all tags, are taken away. An empty cell changes nothing. */
export const CLEAR = "(clear)";

/** What a row asks for its number. Names as they are written, each tag once. */
export type LabelWish = {
  /** Absent: stays as it is. Null: taken away. */
  customer?: string | null;
  isTagsCleared: boolean;
  add: readonly string[];
  remove: readonly string[];
  note: string | null;
};

/** Columns that only this kind reads; a note is kept with the row by every kind. */
export const LABEL_ROLES = ["customer", "tags", "untag"] as const satisfies readonly ColumnRole[];
export type TextRole = (typeof LABEL_ROLES)[number] | "note";
const LABEL_PARAMS: readonly string[] = [...LABEL_ROLES, "note"];

const NOTHING = /^(?:n\/?a|null|nil|not applicable|[-–—?.]+)$/i;
const CLEARED = /^\(\s*clear\s*\)$/i;

/** A cell's text on one line without a spreadsheet's signs around it; “none” stays, as it may mean two things. */
function readText(text: string): string {
  const bare = text
    .replace(/^[\s\u00a0]*(?:="|')?/u, "")
    .replace(/[\s\u00a0]+$/u, "")
    .replace(/\s+/gu, " ");
  return NOTHING.test(bare) ? "" : bare;
}

export const isClear = (text: string) => CLEARED.test(text);

/** The names in a cell of tags, each once: they stand between commas, semicolons, bars or lines. */
function splitTags(text: string): string[] {
  const names = new Map<string, string>();
  for (const part of text.split(/[,;|\r\n]/)) {
    const name = readText(part);
    if (name !== "" && !names.has(toNameKey(name))) names.set(toNameKey(name), name);
  }
  return [...names.values()];
}

/** The texts of a row by role, its own before those for all rows. */
export function createLabelTexts({ columns, defaults }: Pick<UploadMapping, "columns" | "defaults">) {
  const params = defaults.kind === LABELS ? defaults.params : {};
  const places = (role: TextRole) => columns.flatMap((own, index) => (own === role ? [index] : []));
  const found = { customer: places("customer"), tags: places("tags"), untag: places("untag"), note: places("note") };
  return (cells: readonly string[], role: TextRole): string => {
    const own = found[role].map((index) => (cells[index] ?? "").trim()).filter((text) => readText(text) !== "");
    return own.length > 0 ? own.join("\n") : (params[role] ?? "").trim();
  };
}

/** Reads what a row that has no problem asks for. */
export function createWishReader(
  mapping: Pick<UploadMapping, "columns" | "defaults">,
): (cells: readonly string[]) => LabelWish {
  const readOf = createLabelTexts(mapping);
  return (cells) => {
    const customer = readText(readOf(cells, "customer"));
    const added = splitTags(readOf(cells, "tags"));
    const note = readOf(cells, "note").replace(/^'(?=[=+@-])/, "");
    return {
      ...(customer !== "" && { customer: isClear(customer) ? null : customer }),
      isTagsCleared: added.some(isClear),
      add: added.filter((name) => !isClear(name)),
      remove: splitTags(readOf(cells, "untag")),
      note: note === "" ? null : note,
    };
  };
}

/** Whether a mapping can set anything at all. */
export const hasLabels = ({ columns, defaults }: Pick<UploadMapping, "columns" | "defaults">): boolean =>
  columns.some((role) => role === "note" || LABEL_ROLES.some((own) => own === role)) ||
  LABEL_PARAMS.some((name) => (defaults.params[name] ?? "").trim() !== "");
