"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import type { DriftChoice } from "@/lib/domain/drift";
import type { Failure } from "@/lib/domain/result";
import { acceptDriftAction } from "./actions";

/** Accepts without a further question. */
export function useAccept() {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const accept = ({ choice }: { choice: DriftChoice }) =>
    startTransition(async () => {
      const result = await settleAction(acceptDriftAction({ choice }));
      setFailure(result.ok ? null : result.error);
      if (!result.ok) return;
      toast.success(`Accepted ${formatNoun(result.data.accepted, "change")}`);
      router.refresh();
    });
  return { accept, isBusy, failure };
}
