"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import type { Failure, Result } from "@/lib/domain/result";

/** Runs one action at a time, shows its failure, and reloads the page when it has changed something. */
export function useOrderAction() {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();

  const run = <T>(action: () => Promise<Result<T>>, onDone: (data: T) => void) =>
    startTransition(async () => {
      setFailure(null);
      const result = await settleAction(action());
      if (!result.ok) {
        setFailure(result.error);
        return;
      }
      onDone(result.data);
      router.refresh();
    });
  return { run, isBusy, failure };
}
