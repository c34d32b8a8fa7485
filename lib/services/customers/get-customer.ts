import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { TextingCounts } from "@/lib/domain/customer";
import { countTexting } from "./count-texting";

export type CustomerView = {
  id: string;
  name: string;
  reference: string | null;
  note: string;
  numbers: number;
  texting: TextingCounts;
  createdAt: string;
  createdBy: string | null;
  changedAt: string;
  isArchived: boolean;
};

const row = z.object({
  id: z.string(),
  name: z.string(),
  reference: z.string().nullable(),
  note: z.string(),
  numbers: z.number(),
  created_at: z.date(),
  created_by: z.string().nullable(),
  changed_at: z.date(),
  is_archived: z.boolean(),
});

/** Null: there is none. */
export async function findCustomer(ctx: Pick<Context, "sql" | "now">, id: string): Promise<CustomerView | null> {
  const [found] = await queryRows(ctx.sql, row)`
    SELECT c.id, c.name, c.reference, c.note, c.numbers, c.created_at, p.name AS created_by, c.changed_at,
      c.archived_at IS NOT NULL AS is_archived
    FROM customer c LEFT JOIN person p ON p.id = c.created_by_id WHERE c.id::text = ${id}`;
  if (!found) return null;
  const texting = await countTexting(ctx, [found]);
  const { created_at, created_by, changed_at, is_archived, ...own } = found;
  return {
    ...own,
    texting: texting.get(own.id) ?? { can: null, cannot: 0, unknown: null, drifted: 0 },
    createdAt: created_at.toISOString(),
    createdBy: created_by,
    changedAt: changed_at.toISOString(),
    isArchived: is_archived,
  };
}
