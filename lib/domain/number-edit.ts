import { z } from "zod";
import { customerName } from "./customer";
import { tagName } from "./tag";
import { selectionInput } from "./uploads/upload-view";

/** The numbers that an act is about, with what a person calls them, as a form gives them. */
export type NumberSelection = z.input<typeof selectionInput>;

export const LABEL_ACTS = ["set-customer", "add-tag", "remove-tag"] as const;
export type LabelAct = (typeof LABEL_ACTS)[number];

/** Of one act; more go by an upload, which works in the background. */
export const MAX_EDITED_NUMBERS = 50_000;

/** A customer that exists, by id; or one that is found by its name, and made where there is none. Null: none. */
const customerChoice = z.union([z.object({ id: z.uuid() }), z.object({ name: customerName })]).nullable();
const tagChoice = z.union([z.object({ id: z.uuid() }), z.object({ name: tagName })]);

/** `id`: made in the browser; the same act again changes nothing and has the same answer. */
const edit = selectionInput.extend({ id: z.uuid() });
export const setCustomerInput = edit.extend({ customer: customerChoice });
export const changeTagInput = edit.extend({ tag: tagChoice, isAdded: z.boolean() });

const gone = z.object({ editId: z.uuid(), id: z.uuid(), reason: z.string().trim().max(500).optional() });
export const deleteTagInput = gone;
/** `id` goes, `intoId` takes its numbers over. */
export const mergeInput = gone.extend({ intoId: z.uuid() });

/** What an act did. `label`: the customer's or the tag's name; null where the customer was cleared. */
export type NumberEditResult = { id: string; changed: number; unchanged: number; label: string | null };

/** `left`: numbers that somebody has changed since, which stay as they are. */
export type UndoneEdit = { restored: number; left: number };
