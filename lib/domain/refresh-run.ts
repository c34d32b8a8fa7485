/** A reading of many numbers on a person's request. Instants are ISO 8601. */
export type RefreshRun = {
  id: string;
  name: string;
  state: "running" | "done" | "stopped";
  total: number;
  done: number;
  /** Numbers that at least one carrier reported. */
  reported: number;
  /** Why some could not be read, the most frequent first. */
  faults: readonly string[];
  createdAt: string;
  endedAt: string | null;
};

/** More than these are read by a worker. */
export const MAX_REFRESHED_AT_ONCE = 200;
