import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { toast } from "@/components/ui/toaster";
import type { Failure, Result } from "@/lib/domain/result";

/** Runs an action: the failure stays on the page, success is told and the page read anew. `words` null: nothing to tell. */
export function useSandboxAction() {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, startTransition] = useTransition();

  const perform = async <T>(work: () => Promise<Result<T>>, toWords: (data: T) => string | null) => {
    const result = await settleAction(work());
    setFailure(result.ok ? undefined : result.error);
    if (!result.ok) return result;
    const words = toWords(result.data);
    if (words !== null) toast.success(words);
    router.refresh();
    return result;
  };
  const run = <T>(work: () => Promise<Result<T>>, toWords: (data: T) => string | null, onDone?: (data: T) => void) =>
    startTransition(async () => {
      const result = await perform(work, toWords);
      if (result.ok) onDone?.(result.data);
    });
  return { failure, isBusy, perform, run };
}
