"use client";

import { Button } from "@/components/ui/button";
import { formatNational, type PhoneNumber } from "@/lib/domain/phone-number";
import { useEvidence } from "./use-evidence";

export function EvidenceButton({ seq, number }: { seq: number; number: PhoneNumber }) {
  const evidence = useEvidence();
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-label={`Evidence for ${formatNational(number)}`}
      onClick={() => evidence.open(String(seq))}
    >
      Evidence
    </Button>
  );
}
