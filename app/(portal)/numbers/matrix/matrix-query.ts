import { z } from "zod";
import { matrixCell } from "@/lib/domain/import-matrix";
import { phoneNumber } from "@/lib/domain/phone-number";

export const matrixQuery = z.object({
  account: z.uuid().optional().catch(undefined),
  cell: matrixCell.optional().catch(undefined),
  after: phoneNumber.optional().catch(undefined),
});
export type MatrixQuery = z.output<typeof matrixQuery>;
