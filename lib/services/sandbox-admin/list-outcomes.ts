import type { Context } from "@/lib/context";
import { callSandbox } from "./call-sandbox";
import { outcomeRow, type OutcomeRow } from "./outcome-words";

/** In the order in which they were set. */
export const listOutcomes = async (_ctx: Context): Promise<OutcomeRow[]> =>
  callSandbox({ method: "GET", path: "/outcomes", answer: outcomeRow.array() });
