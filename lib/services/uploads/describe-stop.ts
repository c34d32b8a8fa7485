import "server-only";
import type { TaskStopped } from "@/lib/child-tasks/task-stopped";

const ADVICE = "Save only the columns that are needed as CSV, and upload that.";

/** A process that ends by itself may have been ended by the system; one that always does is ended by the content. */
const MAX_CRASHES = 3;

/** Why a content was given up at this attempt (from 1), as a message for a person; null where it may be read later. */
export function describeStop(name: string, { reason }: TaskStopped, attempt = 1): string | null {
  switch (reason) {
    case "time":
      return `${name} takes too long to read. ${ADVICE}`;
    case "memory":
      return `${name} needs too much memory to read. ${ADVICE}`;
    case "crashed":
      return attempt < MAX_CRASHES ? null : `${name} cannot be read. ${ADVICE}`;
    case "busy":
    case "cancelled":
      return null;
  }
}
