import type { Metadata } from "next";
import { z } from "zod";
import { AccountAddress } from "@/components/accounts/account-address";
import { LivePage } from "@/components/live/live-page";
import { Pager } from "@/components/data-table/pager";
import { EmptyState } from "@/components/feedback/empty-state";
import { Section } from "@/components/ui/card";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { formatCount } from "@/components/ui/format";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import type { Context } from "@/lib/context";
import type { AnswerPart } from "@/lib/domain/answer";
import { IMPORT_STEP_LABELS, STATES } from "@/lib/domain/labels";
import { type MatrixCell, type ImportMatrix, isMatrixMoving, matrixCell } from "@/lib/domain/import-matrix";
import { chooseAccount } from "@/lib/domain/account-choice";
import { can, explainDenial, type Permission } from "@/lib/domain/permissions";
import { phoneNumber } from "@/lib/domain/phone-number";
import { readQuery } from "@/lib/domain/read-query";
import { listCapableAccounts } from "@/lib/services/accounts/list-capable-accounts";
import { readSilence } from "@/lib/services/messages/silence";
import { listMatrixNumbers } from "@/lib/services/numbers/list-matrix-numbers";
import { getImportMatrix } from "@/lib/services/orders/import-matrix";
import { ImportMatrixBox } from "../../orders/matrix/import-matrix-box";
import { NumbersTable } from "../numbers-table";
import { NumbersTabs } from "../numbers-tabs";

export const metadata: Metadata = { title: "Import progress" };

const query = z.object({
  account: z.uuid().optional().catch(undefined),
  cell: matrixCell.optional().catch(undefined),
  after: phoneNumber.optional().catch(undefined),
});

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** All numbers that an account has imported: how far they have come, and what takes them on. */
export default async function NumberMatrixPage({ searchParams }: Props) {
  const { account, cell, after } = readQuery(query, await searchParams);
  const ctx = await authorize("numbers:read");
  const at = ctx.now().toISOString();
  const accounts = await listCapableAccounts(ctx, { capabilities: ["import", "register"] });
  const chosen = chooseAccount(accounts, "import", account);
  const matrix = chosen && (await getImportMatrix(ctx, { accountId: chosen.id }));
  const base = account ? `/numbers/matrix?account=${account}` : "/numbers/matrix";
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/numbers", label: "Numbers" }]}
        title="Import progress"
        answer={
          matrix && matrix.requested > 0 ? <Answer parts={describeMatrix(matrix)} /> : "No number has been imported"
        }
        actions={accounts.length > 1 && <AccountAddress accounts={accounts} accountId={chosen?.id ?? ""} />}
      />
      <NumbersTabs current="matrix" />
      {accounts.length > 0 && !chosen ? (
        <EmptyState title="Choose an account">The numbers that it has imported are then shown here.</EmptyState>
      ) : !chosen || !matrix || matrix.requested === 0 ? (
        <EmptyState title="No number has been imported yet">
          Imported numbers appear here with all that follows: registration, a test message, the first message from
          outside.
        </EmptyState>
      ) : (
        <>
          <LivePage at={at} pace={isMatrixMoving(matrix, { isOfOrder: false }) ? "list" : "off"} />
          <ImportMatrixBox
            of={{ accountId: chosen.id }}
            accountId={chosen.id}
            mode={chosen.mode}
            base={base}
            shown={cell}
            matrix={matrix}
            description={`How many of the numbers imported to ${chosen.name} have come how far. A count shows its numbers.`}
            denial={deny(ctx, "orders:write")}
          />
          {cell && <CellNumbers ctx={ctx} accountId={chosen.id} cell={cell} after={after} matrix={matrix} />}
        </>
      )}
    </Page>
  );
}

/** How many numbers are imported, how many of them have received a message, and what failed. */
function describeMatrix({ requested, cells: { imported, inbound } }: ImportMatrix): AnswerPart[] {
  return [
    { text: `${formatCount(imported.done)} of ${formatCount(requested)} imported` },
    { text: `${formatCount(inbound.done)} received a message` },
    ...(imported.failed > 0 ? [{ text: `${formatCount(imported.failed)} failed`, tone: "bad" } as const] : []),
  ];
}

const deny = (ctx: Context, permission: Permission) =>
  can(ctx.actor.role, permission) ? null : explainDenial(permission);

async function CellNumbers({
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
          denial={deny(ctx, "orders:write")}
          refreshDenial={deny(ctx, "numbers:refresh")}
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
