import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { CustomerName } from "@/lib/domain/customer";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { TAG_LIMITS } from "@/lib/domain/tag";
import { insertEvents } from "@/lib/engine/facts";
import { applyCustomers } from "@/lib/services/customers/apply-customer";
import { applyTags } from "@/lib/services/customers/apply-tags";
import type { LabelUndo } from "./label-outcomes";

type UndoRow = { seq: number; number: PhoneNumber; undo: LabelUndo };
/** `left`: what somebody has changed since, such as "the customer". */
export type RevertedRow = { seq: number; isChanged: boolean; left: readonly string[] };

const numberRow = z.object({ e164: phoneNumber, customer_id: z.string().nullable() });
const tagRow = z.object({ e164: phoneNumber, tag_id: z.string() });
const namedRow = z.object({ id: z.string(), name: z.string() });
const noteRow = z.object({ id: z.string(), e164: phoneNumber });

/** Gives numbers back what rows changed, in the order given, in the caller's transaction. What was changed since stays. */
export async function revertLabels(
  client: PoolClient,
  { actor }: Pick<Context, "actor">,
  rows: readonly UndoRow[],
  origin: string,
): Promise<RevertedRow[]> {
  const numbers = [...new Set(rows.map(({ number }) => number))].sort();
  const held = await queryRows(client, numberRow)`
    SELECT e164, customer_id FROM number WHERE e164 = ANY(${numbers}::text[]) ORDER BY e164 FOR NO KEY UPDATE`;
  const current = new Map(held.map(({ e164, customer_id }) => [e164, customer_id]));
  const before = new Map(current);
  const tags = new Map<PhoneNumber, Set<string>>(numbers.map((number) => [number, new Set()]));
  for (const { e164, tag_id } of await queryRows(client, tagRow)`
    SELECT e164, tag_id FROM number_tag WHERE e164 = ANY(${numbers}::text[])`)
    tags.get(e164)?.add(tag_id);
  const hadTags = new Map([...tags].map(([number, own]) => [number, new Set(own)]));
  const customers = await listNames(
    client,
    "customer",
    rows.flatMap(({ undo }) => undo.customer?.before ?? []),
  );
  const tagNames = await listNames(
    client,
    "tag",
    rows.flatMap(({ undo }) => [...undo.add, ...undo.remove]),
  );
  const notes = await removeNotes(
    client,
    rows.flatMap(({ undo }) => undo.note ?? []),
  );

  const reverted = rows.map(({ seq, number, undo }): RevertedRow => {
    const left: string[] = [];
    let isChanged = undo.note !== null && notes.has(undo.note);
    if (undo.note !== null && !notes.has(undo.note)) left.push("the note");
    if (undo.customer) {
      const { before: former, after } = undo.customer;
      if ((current.get(number) ?? null) === after && (former === null || customers.has(former))) {
        current.set(number, former);
        isChanged = true;
      } else left.push("the customer");
    }
    const own = tags.get(number) ?? new Set();
    for (const id of undo.add) if (own.delete(id)) isChanged = true;
    for (const id of undo.remove)
      if (tagNames.has(id) && !own.has(id) && own.size < TAG_LIMITS.ofNumber) {
        own.add(id);
        isChanged = true;
      }
    return { seq, isChanged, left };
  });

  const toCustomer = (id: string | null): CustomerName | null =>
    id === null ? null : { id, name: customers.get(id) ?? "" };
  await applyCustomers(
    client,
    actor.id,
    [...current].flatMap(([number, id]) => (id === before.get(number) ? [] : [{ number, customer: toCustomer(id) }])),
    { canBeArchived: true, origin },
  );
  const difference = (from: typeof tags, to: typeof tags) =>
    [...to].flatMap(([number, own]) =>
      [...own].flatMap((id) =>
        from.get(number)?.has(id) ? [] : [{ number, tag: { id, name: tagNames.get(id) ?? "" } }],
      ),
    );
  await applyTags(client, actor.id, difference(tags, hadTags), { isAdded: false, origin });
  await applyTags(client, actor.id, difference(hadTags, tags), { isAdded: true, origin });
  await insertEvents(
    client,
    null,
    [...notes.values()].map((number) => ({
      number,
      kind: "note",
      field: "notes",
      message: `Note removed${origin}`,
      actorId: actor.id,
    })),
  );
  return reverted;
}

async function listNames(client: PoolClient, table: "customer" | "tag", ids: readonly string[]) {
  const wanted = [...new Set(ids)];
  const rows =
    table === "customer"
      ? await queryRows(client, namedRow)`SELECT id, name FROM customer WHERE id = ANY(${wanted}::uuid[])`
      : await queryRows(client, namedRow)`SELECT id, name FROM tag WHERE id = ANY(${wanted}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Notes that nobody has edited since; as with a note that a person removes, they are kept out of sight. */
async function removeNotes(client: PoolClient, ids: readonly string[]): Promise<Map<string, PhoneNumber>> {
  const rows = await queryRows(client, noteRow)`
    UPDATE number_note SET removed_at = now() WHERE id = ANY(${ids}::uuid[]) AND removed_at IS NULL AND edited_at IS NULL
    RETURNING id, e164`;
  return new Map(rows.map(({ id, e164 }) => [id, e164]));
}
