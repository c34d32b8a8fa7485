"use client";

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
      className="inline-flex h-6 items-center font-medium text-accent underline-offset-2 hover:text-accent-strong hover:underline"
    >
      Evidence
    </button>
  );
}
