import "server-only";
import type { PoolClient } from "pg";
import { uuidv7 } from "uuidv7";
import type { Context } from "@/lib/context";
import { type CustomerName, toNameKey } from "@/lib/domain/customer";
import { AppError } from "@/lib/domain/errors";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { decideLabels, LABEL_CODES, type LabelChange, type LabelDecision } from "@/lib/domain/uploads/decide-labels";
import { createWishReader } from "@/lib/domain/uploads/label-wish";
import { ensureNumbers } from "@/lib/engine/ensure-numbers";
import { insertEvents } from "@/lib/engine/facts";
import { applyCustomers } from "@/lib/services/customers/apply-customer";
import { applyTags } from "@/lib/services/customers/apply-tags";
import { resolveTag } from "@/lib/services/customers/resolve-names";
import { type LabelState, readLabelState } from "./label-state";
import { type LabelOutcome, type LabelUndo, writeOutcomes } from "./label-outcomes";
import type { MappedUpload } from "./upload-head";
import type { StoredTarget } from "./upload-targets";

export type LabelRow = { seq: number; e164: PhoneNumber; target: number; cells: readonly string[] };
type Acting = Pick<Context, "actor">;
type Tag = { id: string; name: string };
type Batch = {
  upload: Pick<MappedUpload, "id" | "ref" | "mapping">;
  targets: readonly StoredTarget[];
  rows: readonly LabelRow[];
  attempt: number;
};

/**
 * Sets the labels of rows, in their order, in the caller's transaction, with the outcome of each: a row that cannot be set stops no other.
 * Throws CONFLICT where a customer or a tag was changed at this very moment: the same again sees it.
 */
export async function applyLabels(client: PoolClient, ctx: Acting, batch: Batch): Promise<void> {
  const { upload, targets, rows, attempt } = batch;
  const readWish = createWishReader(upload.mapping);
  const open = new Set(targets.flatMap(({ n, params }) => (params.others === undefined ? [] : [n])));
  const wishes = rows.map((row) => ({ ...row, number: row.e164, wish: readWish(row.cells) }));
  await ensureNumbers(
    client,
    wishes.flatMap(({ number, target }) => (open.has(target) ? [number] : [])),
  );
  const state = await readLabelState(client, wishes, { isLocked: true });
  const findTag = openTags(client, ctx);
  const changes = collectChanges();
  const outcomes: LabelOutcome[] = [];
  const owners = new Set<string>();
  for (const { seq, number, target, wish } of wishes) {
    const decision = decideLabels(wish, state.find(number), {
      customers: state.customers,
      allowsOthers: open.has(target),
    });
    const before = state.find(number)?.customer;
    const result = await takeChange(decision, { number, state, findTag, changes });
    const after = state.find(number)?.customer;
    if (result.state === "confirmed") for (const owner of [before, after]) if (owner) owners.add(owner.id);
    outcomes.push({ seq, target, attempt, ...result });
  }
  await writeChanges(client, ctx, changes, ` (upload ${upload.ref})`);
  await writeOutcomes(client, upload.id, outcomes);
  await client.query(
    `INSERT INTO upload_customer (upload_id, customer_id) SELECT $1, u.id FROM unnest($2::uuid[]) u(id) ON CONFLICT DO NOTHING`,
    [upload.id, [...owners].sort()],
  );
}

type FindTag = (name: string) => Promise<Tag | null>;

/** The tag of a name, made where there is none; null: there are too many. */
function openTags(client: PoolClient, ctx: Acting): FindTag {
  const known = new Map<string, Tag | null>();
  return async (name) => {
    const key = toNameKey(name);
    const found = known.get(key);
    if (found !== undefined) return found;
    const tag = await resolveTag(client, ctx, { name }).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "CONFLICT") return null;
      throw error;
    });
    known.set(key, tag);
    return tag;
  };
}

type Changes = ReturnType<typeof collectChanges>;

/** What is changed of each number by all rows of a batch together. */
function collectChanges() {
  const customers = new Map<PhoneNumber, CustomerName | null>();
  const tags = new Map<string, { number: PhoneNumber; tag: Tag; isAdded: boolean }>();
  const notes: { id: string; number: PhoneNumber; text: string }[] = [];
  return {
    customers,
    tags,
    notes,
    setTag(number: PhoneNumber, tag: Tag, isAdded: boolean) {
      const key = `${number} ${tag.id}`;
      const before = tags.get(key);
      if (before && before.isAdded !== isAdded) tags.delete(key);
      else tags.set(key, { number, tag, isAdded });
    },
  };
}

type Taking = { number: PhoneNumber; state: LabelState; findTag: FindTag; changes: Changes };

async function takeChange(
  { outcome, code, message, change }: LabelDecision,
  { number, state, findTag, changes }: Taking,
): Promise<Pick<LabelOutcome, "state" | "code" | "message" | "undo">> {
  if (!change) return { state: outcome === "fail" ? "failed" : "skipped", code, message, undo: null };
  const added: Tag[] = [];
  for (const name of change.add) {
    const tag = await findTag(name);
    if (!tag) return { state: "failed", code: "tags-full", message: LABEL_CODES["tags-full"].explanation, undo: null };
    added.push(tag);
  }
  state.take(number, { ...change, addedTags: added });
  if (change.customer) changes.customers.set(number, change.customer.after);
  for (const tag of added) changes.setTag(number, tag, true);
  for (const tag of change.remove) changes.setTag(number, tag, false);
  const note = change.note === null ? null : { id: uuidv7(), number, text: change.note };
  if (note) changes.notes.push(note);
  return { state: "confirmed", code, message, undo: toUndo(change, added, note?.id ?? null) };
}

const toUndo = ({ customer, remove }: LabelChange, added: readonly Tag[], note: string | null): LabelUndo => ({
  ...(customer && { customer: { before: customer.before?.id ?? null, after: customer.after?.id ?? null } }),
  add: added.map(({ id }) => id),
  remove: remove.map(({ id }) => id),
  note,
});

async function writeChanges(client: PoolClient, { actor }: Acting, changes: Changes, origin: string): Promise<void> {
  const { customers, tags, notes } = changes;
  await applyCustomers(
    client,
    actor.id,
    [...customers].map(([number, customer]) => ({ number, customer })),
    { origin },
  );
  const all = [...tags.values()];
  for (const isAdded of [false, true])
    await applyTags(
      client,
      actor.id,
      all.filter((one) => one.isAdded === isAdded),
      { isAdded, origin },
    );
  if (notes.length === 0) return;
  await client.query(
    `INSERT INTO number_note (id, e164, author_id, text) SELECT u.id, u.e164, $1, u.text FROM unnest($2::uuid[], $3::text[], $4::text[]) u(id, e164, text)`,
    [actor.id, notes.map(({ id }) => id), notes.map(({ number }) => number), notes.map(({ text }) => text)],
  );
  await insertEvents(
    client,
    null,
    notes.map(({ number }) => ({
      number,
      kind: "note",
      field: "notes",
      message: `Note added${origin}`,
      actorId: actor.id,
    })),
  );
}
