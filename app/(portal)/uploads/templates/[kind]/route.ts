import { z } from "zod";
import { uploadKind } from "@/lib/domain/uploads/upload";
import { writeTemplate } from "@/lib/domain/uploads/templates";
import { handler } from "@/lib/handler";

const params = z.object({ kind: uploadKind });

/** A CSV file with the columns of one kind and example rows. */
export const GET = handler("orders:read", { params }, async (_ctx, { kind }) => {
  return new Response(writeTemplate(kind), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="tandem-template-${kind}.csv"`,
      "Cache-Control": "no-store",
    },
  });
});
