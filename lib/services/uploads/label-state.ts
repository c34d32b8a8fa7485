import "server-only";
import { z } from "zod";
import { type QueryRunner, queryRows, sql } from "@/lib/db/sql";
import { type CustomerName, toNameKey } from "@/lib/domain/customer";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import type { KnownCustomers, LabelChange, LabeledNumber } from "@/lib/domain/uploads/decide-labels";
import type { LabelWish } from "@/lib/domain/uploads/label-wish";

type Tag = { id: string; name: string };
type OpenNumber = {
  isOurs: boolean;
  customer: CustomerName | null;
  tags: Map<string, Tag>;
  notes: string[];
};
/** What rows are compared with; `take` lets later rows of the same number see what an earlier one changed. */
export type LabelState = {
  customers: KnownCustomers;
  find: (number: PhoneNumber) => LabeledNumber | null;
  take: (number: PhoneNumber, change: LabelChange & { addedTags: readonly Tag[] }) => void;
};

const customerRow = z.object({ id: z.string(), name: z.string(), key: z.string(), is_archived: z.boolean() });
const numberRow = z.object({
  e164: phoneNumber,
  is_ours: z.boolean(),
  customer_id: z.string().nullable(),
  customer: z.string().nullable(),
});
const tagRow = z.object({ e164: phoneNumber, id: z.string(), name: z.string(), key: z.string() });
const noteRow = z.object({ e164: phoneNumber, text: z.string() });

/** Reads what is known of the numbers of these rows, and the customers that they name. With `isLocked` the numbers are held, in their order. */
export async function readLabelState(
  runner: QueryRunner,
  rows: readonly { number: PhoneNumber; wish: LabelWish }[],
  { isLocked = false } = {},
): Promise<LabelState> {
  const list = [...new Set(rows.map(({ number }) => number))].sort();
  const keys = [...new Set(rows.flatMap(({ wish }) => (wish.customer ? [toNameKey(wish.customer)] : [])))];
  const noted = [...new Set(rows.flatMap(({ number, wish }) => (wish.note === null ? [] : [number])))];
  const numbers = new Map<PhoneNumber, OpenNumber>();
  const found = await queryRows(runner, numberRow)`
    SELECT n.e164, k.states && ARRAY['ours', 'pending'] AS is_ours, n.customer_id,
      (SELECT c.name FROM customer c WHERE c.id = n.customer_id) AS customer
    FROM number n JOIN state_set k ON k.id = n.state_set_id WHERE n.e164 = ANY(${list}::text[])
    ORDER BY n.e164 ${isLocked ? sql`FOR NO KEY UPDATE OF n` : sql``}`;
  for (const { e164, is_ours, customer_id, customer } of found)
    numbers.set(e164, {
      isOurs: is_ours,
      customer: customer_id === null ? null : { id: customer_id, name: customer ?? "" },
      tags: new Map(),
      notes: [],
    });
  const tags = await queryRows(runner, tagRow)`
    SELECT x.e164, t.id, t.name, t.key FROM number_tag x JOIN tag t ON t.id = x.tag_id WHERE x.e164 = ANY(${list}::text[])`;
  for (const { e164, id, name, key } of tags) numbers.get(e164)?.tags.set(key, { id, name });
  const notes = await queryRows(runner, noteRow)`
    SELECT e164, text FROM number_note WHERE e164 = ANY(${noted}::text[]) AND removed_at IS NULL`;
  for (const { e164, text } of notes) numbers.get(e164)?.notes.push(text);
  const customers = await queryRows(runner, customerRow)`
    SELECT id, name, key, archived_at IS NOT NULL AS is_archived FROM customer WHERE key = ANY(${keys}::text[])`;
  return {
    customers: new Map(customers.map(({ key, id, name, is_archived }) => [key, { id, name, isArchived: is_archived }])),
    find: (number) => numbers.get(number) ?? null,
    take(number, { customer, addedTags, remove, note }) {
      const known = numbers.get(number);
      if (!known) return;
      if (customer) known.customer = customer.after;
      for (const { name } of remove) known.tags.delete(toNameKey(name));
      for (const tag of addedTags) known.tags.set(toNameKey(tag.name), tag);
      if (note !== null) known.notes.push(note);
    },
  };
}
