import { z } from "zod";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { judgeAction, type NumberAction } from "@/lib/services/numbers/judge-action";
import { READINESS_STEPS, type ReadinessStepId } from "@/lib/domain/readiness-step";
import type { AccountView, NumberStatus } from "@/lib/services/numbers/number-view";

const ACTIONS: Partial<Record<ReadinessStepId, NumberAction>> = {
  sms: "sms-enable",
  campaign: "campaign-assign",
  imported: "import",
  registered: "register",
};

/** Where on a number's page the other steps are done. */
const PLACES: Partial<Record<ReadinessStepId, string>> = {
  owned: "#accounts",
  active: "#accounts",
  tested: "#messages",
  inbound: "#messages",
};

/** Whether an order does the step. */
export const isOrdered = (step: ReadinessStepId) => ACTIONS[step] !== undefined;

/** A number's page at the place where the step is done, or asking for it at once. */
export const toStepHref = (number: PhoneNumber, step: ReadinessStepId) =>
  `/numbers/${encodeURIComponent(number)}${PLACES[step] ?? `?do=${step}`}`;

const query = z.object({ do: z.enum(READINESS_STEPS).optional().catch(undefined) });

/** The step that the address asks for. */
export const readAskedStep = (searchParams: Record<string, unknown>) => query.parse(searchParams).do ?? null;

/** The order that does a step, at the first account that can take it; `reason`: why none can at the moment. */
export function chooseAction(
  step: ReadinessStepId,
  { accounts, pending }: NumberStatus,
): { action: NumberAction; account: AccountView; reason: string | null } | null {
  const action = ACTIONS[step];
  if (!action) return null;
  const offered = accounts.filter((account) => account.isEnabled && account.capabilities.includes(action));
  const reasons = offered.map((account) => ({ action, account, reason: judgeAction(action, account, pending) }));
  return reasons.find(({ reason }) => reason === null) ?? reasons[0] ?? null;
}
