import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { phoneNumber } from "@/lib/domain/phone-number";
import { decideLabels, LABEL_CODES } from "@/lib/domain/uploads/decide-labels";
import { createWishReader } from "@/lib/domain/uploads/label-wish";
import { LABELS } from "@/lib/domain/uploads/upload";
import type { AssessedNumber } from "./assess-rows";
import { readLabelState } from "./label-state";
import type { MappedUpload } from "./upload-head";
import type { StoredTarget } from "./upload-targets";

const cellsRow = z.object({ seq: z.number(), e164: phoneNumber, cells: z.array(z.string()) });

/** What setting labels would do to each of these rows of one target, from our own data, in the order of `seqs`. */
export async function assessLabels(
  { sql }: Pick<Context, "sql">,
  { upload, target, seqs }: { upload: MappedUpload; target: StoredTarget; seqs: readonly number[] },
): Promise<AssessedNumber[]> {
  const readWish = createWishReader(upload.mapping);
  const rows = await queryRows(sql, cellsRow)`
    SELECT seq, e164, cells FROM upload_row
    WHERE upload_id = ${upload.id} AND seq = ANY(${seqs}::int[]) AND e164 IS NOT NULL ORDER BY seq`;
  const wishes = rows.map(({ e164, cells }) => ({ number: e164, wish: readWish(cells) }));
  const state = await readLabelState(sql, wishes);
  const allowsOthers = target.params.others !== undefined;
  return wishes.map(({ number, wish }) => {
    const { outcome, code } = decideLabels(wish, state.find(number), { customers: state.customers, allowsOthers });
    const verdict = { outcome, code: `${LABELS}:${code}`, ...LABEL_CODES[code], isIncluded: outcome === "change" };
    return { verdict, note: null };
  });
}
