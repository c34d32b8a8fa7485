import { Pager } from "@/components/data-table/pager";
import { Section } from "@/components/ui/card";
import type { Context } from "@/lib/context";
import type { ImportMatrix, MatrixCell } from "@/lib/domain/import-matrix";
import { IMPORT_STEP_LABELS, STATES } from "@/lib/domain/labels";
import { listCapableAccounts } from "@/lib/services/accounts/list-capable-accounts";
import { readSilence } from "@/lib/services/messages/silence";
import { listMatrixNumbers } from "@/lib/services/numbers/list-matrix-numbers";
import { readRights } from "../[e164]/number-rights";
import { NumbersTable } from "../numbers-table";

/** The numbers of one cell, so that they can be worked on as in every list. */
export async function CellNumbers({
  ctx,
  accountId,
  cell,
  after,
  matrix,
}: {
  ctx: Context;
  accountId: string;
  cell: MatrixCell;
  after: string | undefined;
  matrix: ImportMatrix;
}) {
  const rights = readRights(ctx.actor.role);
  const [page, smsAccounts, silence] = await Promise.all([
    listMatrixNumbers(ctx, { accountId, cell, after }),
    listCapableAccounts(ctx, { capabilities: ["sms-enable", "sms-disable"] }),
    readSilence(ctx),
  ]);
  return (
    <div id="numbers" className="scroll-mt-4">
      <Section title={`${IMPORT_STEP_LABELS[cell.step]}: ${STATES.importStep[cell.state].label.toLowerCase()}`}>
        <NumbersTable
          rows={page.rows}
          isFiltered
          isSortable={false}
          search={null}
          smsAccounts={smsAccounts}
          silentDays={silence.days}
          denial={rights.order}
          refreshDenial={rights.refresh}
        />
        <Pager
          shown={page.rows.length}
          total={{ count: matrix.cells[cell.step][cell.state], isExact: true }}
          noun={["number", "numbers"]}
          previous={null}
          next={page.next}
        />
      </Section>
    </div>
  );
}
