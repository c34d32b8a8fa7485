import { type CustomerName, toNameKey } from "@/lib/domain/customer";
import { MAX_NOTES } from "@/lib/domain/number-note";
import type { PreflightOutcome } from "@/lib/domain/preflight";
import { TAG_LIMITS } from "@/lib/domain/tag";
import type { LabelWish } from "./label-wish";

type Named = { id: string; name: string };

/** What is known of a number: `tags` by the key of their names; `notes` are the texts that it has. */
export type LabeledNumber = {
  isOurs: boolean;
  customer: CustomerName | null;
  tags: ReadonlyMap<string, Named>;
  notes: readonly string[];
};
/** Customers by the key of their names. */
export type KnownCustomers = ReadonlyMap<string, CustomerName & { isArchived: boolean }>;

export type LabelChange = {
  customer?: { before: CustomerName | null; after: CustomerName | null };
  /** Names of tags, which may not exist yet. */
  add: readonly string[];
  remove: readonly Named[];
  note: string | null;
};
/** `message` is a sentence for the row; `change` is null where nothing is changed. */
export type LabelDecision = {
  outcome: Extract<PreflightOutcome, "change" | "same" | "fail">;
  code: LabelCode;
  message: string;
  change: LabelChange | null;
};

/** Groups of the dry run, and codes of results. */
export const LABEL_CODES = {
  "customer-set": { title: "Get a customer", explanation: "These have no customer yet." },
  "customer-replaced": { title: "Get another customer", explanation: "These belong to another customer now." },
  "customer-cleared": { title: "Lose their customer", explanation: "The file takes the customer away." },
  "tags-changed": { title: "Tags change", explanation: "Tags are added or taken off. The customer stays." },
  "note-added": { title: "Get a note", explanation: "Customer and tags stay." },
  "same-labels": { title: "All of it already", explanation: "Nothing is left to change." },
  "number-not-ours": { title: "Not one of our numbers", explanation: "No carrier reports these as ours any more." },
  "customer-gone": {
    title: "Customer does not exist",
    explanation: "It was renamed or deleted since the check. Correct the name on the check.",
  },
  "customer-archived": { title: "Customer is archived", explanation: "Restore it on its page first." },
  "too-many-tags": {
    title: `More than ${TAG_LIMITS.ofNumber} tags`,
    explanation: `A number has at most ${TAG_LIMITS.ofNumber} tags. Take some off first.`,
  },
  "tags-full": {
    title: "No room for a new tag",
    explanation: `There are ${TAG_LIMITS.all} tags already. Use one of them, or delete one first.`,
  },
  "too-many-notes": {
    title: `More than ${MAX_NOTES} notes`,
    explanation: `A number has at most ${MAX_NOTES} notes. Remove some first.`,
  },
} as const satisfies Record<string, { title: string; explanation: string }>;
export type LabelCode = keyof typeof LABEL_CODES;

const refuse = (code: LabelCode): LabelDecision => ({
  outcome: "fail",
  code,
  message: LABEL_CODES[code].explanation,
  change: null,
});

/** What a row changes of its number; null: nothing is known of the number, as it was never seen. */
export function decideLabels(
  wish: LabelWish,
  known: LabeledNumber | null,
  { customers, allowsOthers }: { customers: KnownCustomers; allowsOthers: boolean },
): LabelDecision {
  if (!known?.isOurs && !allowsOthers) return refuse("number-not-ours");
  const before = known?.customer ?? null;
  const tags = known?.tags ?? new Map<string, Named>();
  const notes = known?.notes ?? [];
  const wanted = findCustomer(wish, customers);
  if (typeof wanted === "string") return refuse(wanted);
  const addKeys = new Set(wish.add.map(toNameKey));
  const removeKeys = new Set(wish.remove.map(toNameKey));
  const add = wish.add.filter((name) => !tags.has(toNameKey(name)));
  const remove = [...tags].flatMap(([key, tag]) =>
    removeKeys.has(key) || (wish.isTagsCleared && !addKeys.has(key)) ? [tag] : [],
  );
  if (add.length > 0 && tags.size - remove.length + add.length > TAG_LIMITS.ofNumber) return refuse("too-many-tags");
  const note = wish.note === null || notes.includes(wish.note) ? null : wish.note;
  if (note !== null && notes.length >= MAX_NOTES) return refuse("too-many-notes");
  const customer =
    wanted === undefined || (wanted?.id ?? null) === (before?.id ?? null) ? undefined : { before, after: wanted };
  if (!customer && add.length === 0 && remove.length === 0 && note === null)
    return { outcome: "same", code: "same-labels", message: "It has all of this already.", change: null };
  const change: LabelChange = { ...(customer && { customer }), add, remove, note };
  return { outcome: "change", code: codeOf(change), message: describeChange(change), change };
}

/** Undefined: stays. A code where it cannot be set. */
function findCustomer(
  { customer }: LabelWish,
  customers: KnownCustomers,
): CustomerName | null | undefined | "customer-gone" | "customer-archived" {
  if (customer === undefined || customer === null) return customer;
  const found = customers.get(toNameKey(customer));
  if (!found) return "customer-gone";
  return found.isArchived ? "customer-archived" : { id: found.id, name: found.name };
}

function codeOf({ customer, add, remove }: LabelChange): LabelCode {
  if (customer?.after === null) return "customer-cleared";
  if (customer) return customer.before === null ? "customer-set" : "customer-replaced";
  return add.length + remove.length > 0 ? "tags-changed" : "note-added";
}

/** “Customer Acme Inc. instead of Beta; tags vip, main line added; note added” */
function describeChange({ customer, add, remove, note }: LabelChange): string {
  const names = (list: readonly string[]) => `${list.length === 1 ? "tag" : "tags"} ${list.join(", ")}`;
  const former = customer?.before ? ` instead of ${customer.before.name}` : "";
  const text = [
    customer?.after && `customer ${customer.after.name}${former}`,
    customer?.after === null && `customer ${customer.before?.name ?? ""} taken away`,
    add.length > 0 && `${names(add)} added`,
    remove.length > 0 && `${names(remove.map(({ name }) => name))} taken off`,
    note !== null && "note added",
  ]
    .filter(Boolean)
    .join("; ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
