/** One cell as text. `fault`: why it cannot be taken for what it shows (a date, an error, a formula without a result). */
export type FileCell = { text: string; fault?: string };

/** One row or record that is read from a file, with the line on which it begins, from 1. */
export type FileRow = { line: number; cells: readonly FileCell[]; isHidden?: boolean };
