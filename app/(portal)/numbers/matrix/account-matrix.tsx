import { LivePage } from "@/components/live/live-page";
import type { Context } from "@/lib/context";
import { type ImportMatrix, isMatrixMoving } from "@/lib/domain/import-matrix";
import { findDenial } from "@/lib/domain/permissions";
import type { CapableAccount } from "@/lib/services/accounts/list-capable-accounts";
import { ImportMatrixBox } from "../../orders/matrix/import-matrix-box";
import { CellNumbers } from "./cell-numbers";
import type { MatrixQuery } from "./matrix-query";

/** How far an account's imported numbers have come, and the numbers of the chosen cell. */
export function AccountMatrix({
  ctx,
  account,
  matrix,
  at,
  query,
}: {
  ctx: Context;
  account: CapableAccount;
  matrix: ImportMatrix;
  at: string;
  query: MatrixQuery;
}) {
  const { cell } = query;
  return (
    <>
      <LivePage at={at} pace={isMatrixMoving(matrix, { isOfOrder: false }) ? "list" : "off"} />
      <ImportMatrixBox
        of={{ accountId: account.id }}
        accountId={account.id}
        mode={account.mode}
        base={query.account ? `/numbers/matrix?account=${query.account}` : "/numbers/matrix"}
        shown={cell}
        matrix={matrix}
        description={`How many of the numbers imported to ${account.name} have come how far. A count shows its numbers.`}
        denial={findDenial(ctx.actor.role, "orders:write")}
      />
      {cell && <CellNumbers ctx={ctx} accountId={account.id} cell={cell} after={query.after} matrix={matrix} />}
    </>
  );
}
