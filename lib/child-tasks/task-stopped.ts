/** Why a task has no result: `busy` too many wait; `time`, `memory` its limits; `crashed` the process ended; `cancelled` by the caller. */
export type StopReason = "busy" | "time" | "memory" | "crashed" | "cancelled";

/** A task that was not run to its end. The input was at fault, or there was too much to do; never a result of the task itself. */
export class TaskStopped extends Error {
  override name = "TaskStopped";
  constructor(readonly reason: StopReason) {
    super(`The task was stopped: ${reason}.`);
  }
}
