/** What becomes of imported numbers, step by step. */
export const MATRIX_STEPS = ["imported", "registered", "tested", "inbound"] as const;
export type MatrixStep = (typeof MATRIX_STEPS)[number];

/** `waiting`: an earlier step has to come first. */
export const MATRIX_STATES = ["done", "pending", "missing", "failed", "unknown", "waiting"] as const;
export type MatrixState = (typeof MATRIX_STATES)[number];

/** How many numbers of an order are where. */
export type ImportMatrix = { requested: number; cells: Record<MatrixStep, Record<MatrixState, number>> };

/** Steps that a cell can be continued from, and the kind of order that does it. */
export const RESUMES = { registered: "register", tested: "message-test" } as const satisfies Partial<
  Record<MatrixStep, string>
>;
export type ResumableStep = keyof typeof RESUMES;
