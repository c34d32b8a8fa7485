/** What a child process is sent for one task. */
export type ToChild = { type: "start"; task: string; input: unknown };

/** What it answers: once that it is ready, then one result per task. */
export type FromChild =
  | { type: "ready" }
  | { type: "result"; value: unknown }
  | { type: "failure"; message: string; stack: string };
