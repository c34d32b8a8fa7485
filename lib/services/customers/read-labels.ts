import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { CustomerName } from "@/lib/domain/customer";
import type { NoteView } from "@/lib/domain/number-note";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import type { TagView } from "@/lib/domain/tag";

export type NumberLabels = { customer: CustomerName | null; tags: readonly TagView[] };

const labelRow = z.object({
  e164: phoneNumber,
  customer_id: z.string().nullable(),
  customer: z.string().nullable(),
  tags: z.array(z.object({ id: z.string(), name: z.string(), hue: z.string() })).nullable(),
});

/** The customer and the tags of each of these numbers; a number without either is absent. */
export async function readLabels(
  { sql }: Pick<Context, "sql">,
  numbers: readonly PhoneNumber[],
): Promise<Map<PhoneNumber, NumberLabels>> {
  if (numbers.length === 0) return new Map();
  const rows = await queryRows(sql, labelRow)`
    SELECT n.e164, c.id AS customer_id, c.name AS customer, t.tags
    FROM number n LEFT JOIN customer c ON c.id = n.customer_id
    LEFT JOIN (
      SELECT x.e164, jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'hue', t.hue) ORDER BY t.key) AS tags
      FROM number_tag x JOIN tag t ON t.id = x.tag_id WHERE x.e164 = ANY(${numbers}::text[]) GROUP BY x.e164
    ) t ON t.e164 = n.e164
    WHERE n.e164 = ANY(${numbers}::text[]) AND (c.id IS NOT NULL OR t.tags IS NOT NULL)`;
  return new Map(rows.map((row) => [row.e164, toLabels(row)]));
}

const toLabels = ({ customer_id, customer, tags }: z.infer<typeof labelRow>): NumberLabels => ({
  customer: customer_id === null ? null : { id: customer_id, name: customer ?? "" },
  tags: tags ?? [],
});

export const NO_LABELS: NumberLabels = { customer: null, tags: [] };

const stampRow = z.object({ stamp: z.string() });

/** Another text whenever a note on the number was added, edited, removed or restored. */
export async function readNotesStamp({ sql }: Pick<Context, "sql">, number: PhoneNumber): Promise<string> {
  const [row] = await queryRows(sql, stampRow)`
    SELECT coalesce(md5(string_agg(o.id::text || o.text || (o.removed_at IS NULL)::text, ' ' ORDER BY o.id)), '') AS stamp
    FROM number_note o WHERE o.e164 = ${number}`;
  return row?.stamp ?? "";
}

const noteRow = z.object({
  id: z.string(),
  text: z.string(),
  author_id: z.string().nullable(),
  author: z.string().nullable(),
  created_at: z.date(),
  edited_at: z.date().nullable(),
});

/** The notes on a number, newest first. */
export async function listNotes(
  { sql, actor }: Pick<Context, "sql" | "actor">,
  number: PhoneNumber,
): Promise<NoteView[]> {
  const rows = await queryRows(sql, noteRow)`
    SELECT o.id, o.text, o.author_id, p.name AS author, o.created_at, o.edited_at
    FROM number_note o LEFT JOIN person p ON p.id = o.author_id
    WHERE o.e164 = ${number} AND o.removed_at IS NULL ORDER BY o.created_at DESC, o.id DESC`;
  return rows.map(({ id, text, author_id, author, created_at, edited_at }) => ({
    id,
    text,
    author,
    createdAt: created_at.toISOString(),
    editedAt: edited_at?.toISOString() ?? null,
    canChange: author_id === actor.id || actor.role === "administrator",
  }));
}
