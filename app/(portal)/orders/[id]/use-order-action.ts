"use client";

import { useRouter } from "next/navigation";
import { useAction } from "@/components/feedback/use-action";
import type { Result } from "@/lib/domain/result";

/** Runs one action at a time, shows its failure, and reloads the page when it has changed something. */
export function useOrderAction() {
  const router = useRouter();
  const { run, ...state } = useAction();
  const runOnOrder = <T>(action: () => Promise<Result<T>>, onDone: (data: T) => void) =>
    run(action, (data) => {
      onDone(data);
      router.refresh();
    });
  return { run: runOnOrder, ...state };
}
