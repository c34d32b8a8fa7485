import { splitSpellings } from "@/lib/domain/number-list-split";
import { findKind } from "@/lib/domain/uploads/action-names";
import { classifyCell } from "@/lib/domain/uploads/table-content";

const MAX_LINE = 2_000;

/** An action in a cell of its own beside a number: as a list, it would be lost. */
export const isActionRow = (cells: readonly string[]) =>
  cells.some((cell) => findKind(cell) !== null) && cells.some((cell) => countNumbers(cell) > 0);

/** A number behind the code of its country. */
export const isCodedRow = ([code = "", text = "", ...others]: readonly string[]) =>
  others.length === 0 && /^(?:\+|00|011)?\d{1,3}$/.test(code) && classifyCell(text) === "number";

export const countNumbers = (text: string) =>
  text.length < MAX_LINE ? [...splitSpellings(text)].filter(({ parsed }) => parsed.ok).length : 0;
