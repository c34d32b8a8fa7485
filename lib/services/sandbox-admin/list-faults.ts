import type { Context } from "@/lib/context";
import { callSandbox } from "./call-sandbox";
import { faultRule, type FaultRule } from "./fault-words";

/** The rules in force, oldest first; one that has struck as often as it may is gone. */
export const listFaults = async (_ctx: Context): Promise<FaultRule[]> =>
  callSandbox({ method: "GET", path: "/faults", answer: faultRule.array() });
