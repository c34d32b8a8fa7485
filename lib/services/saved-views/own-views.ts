import "server-only";
import type { Context } from "@/lib/context";

/** The views that a person may change: one's own, and, for an administrator, what others share. */
export const changeable = ({ actor }: Pick<Context, "actor">) =>
  actor.role === "administrator" ? { OR: [{ personId: actor.id }, { isShared: true }] } : { personId: actor.id };
