"use client";

import { ShieldCheck } from "lucide-react";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import { StateBadge } from "@/components/ui/state-badge";
import { verifyAuditAction } from "./actions";

type Verdict = { tone: "good" | "bad"; message: string };

/** Recomputes every checksum and shows whether they all match. */
export function VerifyChain() {
  const [verdict, setVerdict] = useState<Verdict>();
  const [isBusy, startTransition] = useTransition();
  const verify = () =>
    startTransition(async () => {
      const result = await settleAction(verifyAuditAction({}));
      if (!result.ok) setVerdict({ tone: "bad", message: result.error.message });
      else if (result.data.firstBroken !== null)
        setVerdict({ tone: "bad", message: `Broken at event ${formatCount(result.data.firstBroken)}` });
      else setVerdict({ tone: "good", message: `All ${formatNoun(result.data.checked, "checksum")} match` });
    });
  return (
    <>
      <span aria-live="polite" className="empty:hidden">
        {verdict && <StateBadge tone={verdict.tone} label={verdict.message} />}
      </span>
      <Button icon={<ShieldCheck aria-hidden />} isBusy={isBusy} onClick={verify}>
        Verify checksums
      </Button>
    </>
  );
}
