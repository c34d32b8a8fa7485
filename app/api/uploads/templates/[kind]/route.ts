import { z } from "zod";
import { formatCsvRow } from "@/lib/domain/csv-row";
import { findTemplate } from "@/lib/domain/uploads/templates";
import { uploadKind } from "@/lib/domain/uploads/upload";
import { AppError } from "@/lib/domain/errors";
import { handler } from "@/lib/handler";

const params = z.object({ kind: uploadKind });

/** A CSV file with the headings of one kind. No example rows: what stays in a file would be acted on. */
export const GET = handler("orders:read", { params }, async (_ctx, { kind }) => {
  const template = findTemplate(kind);
  if (!template) throw new AppError("NOT_FOUND", "There is no template for this.");
  return new Response(formatCsvRow(template.columns.map(({ heading }) => heading)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="tandem-template-${kind}.csv"`,
      "Cache-Control": "no-store",
    },
  });
});
