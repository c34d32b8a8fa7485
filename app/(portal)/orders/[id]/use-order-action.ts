"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import type { Failure, Result } from "@/lib/domain/result";

/** Runs one action at a time, shows its failure, and reads the page anew when it has changed something. */
export function useOrderAction() {
  const router = useRouter();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();

  const run = <T>(action: () => Promise<Result<T>>, onDone: (data: T) => void) =>
    startTransition(async () => {
      setFailure(null);
      const result = await action().catch((): Result<T> => ({
        ok: false,
        error: { code: "INTERNAL", message: "The portal did not answer. Reload the page to see whether it happened." },
      }));
      if (!result.ok) {
        setFailure(result.error);
        return;
      }
      onDone(result.data);
      void queries.invalidateQueries({ queryKey: ["order-progress"] });
      void queries.invalidateQueries({ queryKey: ["jobs"] });
      router.refresh();
    });
  return { run, isBusy, failure };
}
