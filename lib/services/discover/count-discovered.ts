import "server-only";
import type { Context } from "@/lib/context";
import { countDrift } from "@/lib/services/drift/count-drift";

/** Numbers that carriers list and nobody has brought in or ignored; `recent`: found in the last 24 hours. */
export const countDiscovered = async (ctx: Pick<Context, "sql" | "now">): Promise<{ total: number; recent: number }> =>
  (await countDrift(ctx)).kinds["number-appeared"];
