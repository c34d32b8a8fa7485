import "server-only";
import type { OrderParams } from "@/lib/carriers/carrier";
import { ORDER_KINDS } from "@/lib/domain/order";
import { LABELS, type OrderUploadKind } from "@/lib/domain/uploads/upload";
import { isOrderTarget, type OrderTarget, type StoredTarget } from "./upload-targets";

/** Targets whose rows go into orders together; what differs between them are parameters of single numbers. */
export type OrderGroup = {
  kind: OrderUploadKind;
  accountId: string;
  /** At least one; the first gives the order's own parameters. */
  targets: readonly [OrderTarget, ...OrderTarget[]];
};
/** Targets whose rows set labels. */
export type LabelGroup = { kind: typeof LABELS; targets: readonly StoredTarget[] };
export type SendGroup = OrderGroup | LabelGroup;
export const isOrderGroup = (group: SendGroup): group is OrderGroup => group.kind !== LABELS;

/**
 * One group for each kind at each account and each set of parameters: readings of an order compare what the carrier reports with the order's
 * parameters. A purchase is read by its numbers alone, so that its gateways may differ within it. Labels come last, as one group.
 */
export function groupTargets(targets: readonly StoredTarget[]): SendGroup[] {
  const groups = new Map<string, [OrderTarget, ...OrderTarget[]]>();
  for (const target of targets.filter(isOrderTarget)) {
    const params = Object.entries(target.params).sort(([one], [other]) => (one < other ? -1 : 1));
    const key = JSON.stringify([target.kind, target.account_id, target.kind === "purchase" ? [] : params]);
    const group = groups.get(key);
    if (group) group.push(target);
    else groups.set(key, [target]);
  }
  const orders = [...groups.values()].map((own) => ({ kind: own[0].kind, accountId: own[0].account_id, targets: own }));
  const labels = targets.filter(({ kind }) => kind === LABELS);
  return labels.length === 0 ? orders : [...orders, { kind: LABELS, targets: labels }];
}

/** What the numbers of a target have of their own, laid over the parameters of its group's first target; null: nothing. */
export function readOwnParams({ targets }: OrderGroup, target: OrderTarget): OrderParams | null {
  const [first] = targets;
  const names = new Set([...Object.keys(first.params), ...Object.keys(target.params)]);
  const own = [...names].filter((name) => first.params[name] !== target.params[name]);
  return own.length === 0 ? null : Object.fromEntries(own.map((name) => [name, target.params[name] ?? null]));
}

/** By target, those that one number cannot have besides: the same kind with other parameters, or kinds that wait for one another. */
export function listRivals(all: readonly StoredTarget[]): Map<number, Set<number>> {
  const targets = all.filter(isOrderTarget);
  const rivals = targets.map((one): [number, Set<number>] => [
    one.n,
    new Set(targets.flatMap((other) => (one !== other && isConflict(one, other) ? [other.n] : []))),
  ]);
  return new Map(rivals.filter(([, others]) => others.size > 0));
}

function isConflict(one: OrderTarget, other: OrderTarget): boolean {
  if (one.account_id !== other.account_id) return false;
  return (
    one.kind === other.kind ||
    ORDER_KINDS[one.kind].rivals.includes(other.kind) ||
    ORDER_KINDS[other.kind].rivals.includes(one.kind)
  );
}
