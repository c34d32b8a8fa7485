import type { ImportMatrix, MatrixCell } from "@/lib/domain/import-matrix";
import type { OrderHead } from "@/lib/domain/order-view";
import { ImportMatrixBox } from "../matrix/import-matrix-box";

/** How far the numbers of an import have come. */
export const OrderMatrix = ({
  order,
  matrix,
  cell,
  denial,
}: {
  order: OrderHead;
  matrix: ImportMatrix;
  cell: MatrixCell | undefined;
  denial: string | null;
}) => (
  <ImportMatrixBox
    of={{ orderId: order.id }}
    accountId={order.accountId}
    mode={order.isSandbox ? "sandbox" : "live"}
    base={`/orders/${order.ref}`}
    shown={cell}
    matrix={matrix}
    description="How many of these numbers have reached each step. Select a count to see its numbers."
    denial={denial ?? (order.isAccountOpen ? null : "The carrier account is switched off.")}
  />
);
