"use client";

import { useState } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import type { DriftRow } from "@/lib/domain/drift";
import { RESTORED_BY, WITHOUT_ORDER } from "@/lib/domain/drift-rules";
import { RestoreDialog } from "./restore-dialog";
import { useAccept } from "./use-accept";

/** Why the person may not decide, or order; null where they may. */
export type Denials = { decide: string | null; order: string | null };

/** *Accept* takes one click; *Restore* shows first what it orders. */
export function RowActions({ row, denials }: { row: DriftRow; denials: Denials }) {
  const { accept, isBusy, failure } = useAccept();
  const [isRestoring, setIsRestoring] = useState(false);
  const choice = { ids: [row.id] };
  const noOrder = row.facet === "campaignState" ? WITHOUT_ORDER["campaign-ended"] : WITHOUT_ORDER[row.kind];
  const cannot =
    RESTORED_BY[row.kind] === null || row.facet === "campaignState" ? (noOrder ?? "No order brings this back.") : null;
  return (
    <span className="flex justify-end gap-1.5">
      <Button size="sm" isBusy={isBusy} disabledReason={denials.decide} onClick={() => accept({ choice })}>
        Accept
      </Button>
      <Button size="sm" disabledReason={cannot ?? denials.order} onClick={() => setIsRestoring(true)}>
        Restore…
      </Button>
      {isRestoring && (
        <RestoreDialog choice={choice} count={1} first={[row.number]} onClose={() => setIsRestoring(false)} />
      )}
      {failure && <FailureBanner failure={failure} />}
    </span>
  );
}
