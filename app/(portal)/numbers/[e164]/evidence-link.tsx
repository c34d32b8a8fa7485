"use client";

import { TAP_AREA } from "@/components/ui/control-style";
import { cx } from "@/components/ui/cx";
import { useEvidence } from "../../orders/[id]/use-evidence";

/** Opens the carrier call in the drawer. `of` completes its name: "Evidence of SMS at IntelePeer". Nothing where no call is known. */
export function EvidenceLink({ callId, of }: { callId: string | null | undefined; of: string }) {
  const evidence = useEvidence();
  if (!callId) return null;
  return (
    <button
      type="button"
      aria-label={`Evidence of ${of}`}
      onClick={() => evidence.open(callId)}
      className={cx(
        "inline-flex h-6 items-center font-medium text-accent underline-offset-2 hover:text-accent-strong hover:underline",
        TAP_AREA,
      )}
    >
      Evidence
    </button>
  );
}
