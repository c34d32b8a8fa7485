import { z } from "zod";

/** The progress of imported numbers, step by step. */
export const MATRIX_STEPS = ["imported", "registered", "tested", "inbound"] as const;
export type MatrixStep = (typeof MATRIX_STEPS)[number];

/** `waiting`: an earlier step has to come first. `stale`: it happened, too long ago to count. `unrecorded`: the carrier reports a later step. */
export const MATRIX_STATES = [
  "done",
  "stale",
  "pending",
  "missing",
  "failed",
  "unknown",
  "waiting",
  "unrecorded",
] as const;
export type MatrixState = (typeof MATRIX_STATES)[number];

/** How many numbers of an order are where. */
export type ImportMatrix = { requested: number; cells: Record<MatrixStep, Record<MatrixState, number>> };

/** One cell, as an address names it: `registered.failed`. */
export const matrixCell = z.templateLiteral([z.enum(MATRIX_STEPS), ".", z.enum(MATRIX_STATES)]).transform((text) => {
  const [step, state] = text.split(".");
  return { step: z.enum(MATRIX_STEPS).parse(step), state: z.enum(MATRIX_STATES).parse(state) };
});
export type MatrixCell = z.output<typeof matrixCell>;

export const writeCell = ({ step, state }: MatrixCell) => `${step}.${state}`;

/** States from which a step can be tried. */
export const RESUMABLE_STATES = ["missing", "failed", "stale"] as const satisfies readonly MatrixState[];
export type ResumableState = (typeof RESUMABLE_STATES)[number];

/** Steps that a cell can be continued from, and the kind of order that does it. */
export const RESUMES = { registered: "register", tested: "message-test" } as const satisfies Partial<
  Record<MatrixStep, string>
>;
export type ResumableStep = keyof typeof RESUMES;

/** Whether numbers of it change by themselves. `isOfOrder`: those of one import, of which one more message may come in at any time. */
export const isMatrixMoving = ({ cells }: ImportMatrix, { isOfOrder }: { isOfOrder: boolean }): boolean =>
  MATRIX_STEPS.some((step) => cells[step].pending > 0) || (isOfOrder && cells.inbound.missing > 0);
