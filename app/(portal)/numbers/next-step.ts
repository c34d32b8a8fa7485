import { z } from "zod";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { findStepKind, NUMBER_ACTIONS, type NumberAction } from "@/lib/domain/order";
import { explainRefusal } from "@/lib/services/numbers/explain-refusal";
import { READINESS_STEPS, type ReadinessStepId } from "@/lib/domain/readiness-step";
import type { AccountView, NumberStatus } from "@/lib/services/numbers/number-view";

/** The order that does a step, where a number's page offers it. */
function findAction(step: ReadinessStepId): NumberAction | null {
  const kind = findStepKind(step);
  return NUMBER_ACTIONS.find((action) => action === kind) ?? null;
}

/** Where on a number's page the other steps are done. */
const PLACES: Partial<Record<ReadinessStepId, string>> = {
  owned: "#accounts",
  active: "#accounts",
  tested: "#messages",
  inbound: "#messages",
};

/** Whether an order does the step. */
export const isOrdered = (step: ReadinessStepId) => findAction(step) !== null;

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
  const action = findAction(step);
  if (!action) return null;
  const offered = accounts.filter((account) => account.isEnabled && account.capabilities.includes(action));
  const reasons = offered.map((account) => ({ action, account, reason: explainRefusal(action, account, pending) }));
  return reasons.find(({ reason }) => reason === null) ?? reasons[0] ?? null;
}
