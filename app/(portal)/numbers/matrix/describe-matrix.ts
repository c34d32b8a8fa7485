import { formatCount } from "@/components/ui/format";
import type { AnswerPart } from "@/lib/domain/answer";
import type { ImportMatrix } from "@/lib/domain/import-matrix";

type Counted = { requested: number; cells: Pick<ImportMatrix["cells"], "imported" | "inbound"> };

/** How many numbers are imported, how many of them have received a message, and what failed. */
export function describeMatrix({ requested, cells: { imported, inbound } }: Counted): AnswerPart[] {
  return [
    { text: `${formatCount(imported.done)} of ${formatCount(requested)} imported` },
    { text: `${formatCount(inbound.done)} received a message` },
    ...(imported.failed > 0 ? [{ text: `${formatCount(imported.failed)} failed`, tone: "bad" } as const] : []),
  ];
}
