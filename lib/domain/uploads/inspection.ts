import { z } from "zod";
import { columnRole } from "./column-role";

/** A column as the file shows it. `index` counts from 0; `samples` are texts of the first rows, as they stand. */
export const inspectedColumn = z.object({
  index: z.number().int(),
  /** Null where the file has no header. */
  heading: z.string().nullable(),
  samples: z.array(z.string()),
  /** Guessed from the heading and the content. */
  role: columnRole,
  /** `certain`: known heading and fitting content. `likely`: one of both. `open`: the person decides. */
  confidence: z.enum(["certain", "likely", "open"]),
  /** Of the sampled cells, the share that is a valid number: 0 to 1. */
  numberShare: z.number(),
  isHidden: z.boolean(),
});
export type InspectedColumn = z.output<typeof inspectedColumn>;

/** Something about which the file gives more than one answer; the person chooses. */
export const inspectionQuestion = z.discriminatedUnion("kind", [
  /** Several columns may be the number that is acted on. */
  z.object({ kind: z.literal("number-column"), columns: z.array(z.number().int()) }),
  z.object({ kind: z.literal("hidden-rows"), count: z.number().int(), of: z.number().int() }),
  z.object({ kind: z.literal("hidden-columns"), columns: z.array(z.number().int()) }),
  z.object({
    kind: z.literal("sheets"),
    names: z.array(z.object({ name: z.string(), isHidden: z.boolean(), rows: z.number().int() })),
  }),
  /** Cells that hold a range, or pairs of first and last numbers; `numbers` if all are expanded. */
  z.object({ kind: z.literal("ranges"), count: z.number().int(), numbers: z.number().int(), example: z.string() }),
]);
export type InspectionQuestion = z.output<typeof inspectionQuestion>;

/** What the content is, found out before its rows are loaded. Lines count from 1. */
export const uploadInspection = z.object({
  format: z.enum(["csv", "list", "xlsx"]),
  encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]).nullable(),
  delimiter: z.enum([",", ";", "\t", "|"]).nullable(),
  sheet: z.string().nullable(),
  /** Null: there is no header. Lines above it are titles and notes, and are left out. */
  headerLine: z.number().int().nullable(),
  columns: z.array(inspectedColumn),
  /** The first rows with their lines, as they stand: for the table of the map. */
  firstRows: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
  /** Counted, or estimated from the first megabytes of a large text. */
  rows: z.object({ count: z.number().int(), isExact: z.boolean() }),
  questions: z.array(inspectionQuestion),
  /** What was found and needs no choice: "3 lines above the header are left out.", formulas without a result with their count. */
  notices: z.array(z.string()),
  /** The uploads whose row keys stand in the file, most rows first. */
  correctsRefs: z.array(z.string()),
  /** Nothing is left to choose: the map is skipped. */
  isCertain: z.boolean(),
});
export type UploadInspection = z.output<typeof uploadInspection>;
