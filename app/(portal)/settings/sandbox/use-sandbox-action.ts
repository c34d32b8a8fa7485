import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { toast } from "@/components/ui/toaster";
import type { Failure, Result } from "@/lib/domain/result";

/** Runs an action: a failure stays on the page; success is announced and the page reloaded. A null message: no announcement. */
export function useSandboxAction() {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, startTransition] = useTransition();

  const perform = async <T>(work: () => Promise<Result<T>>, toMessage: (data: T) => string | null) => {
    const result = await settleAction(work());
    setFailure(result.ok ? undefined : result.error);
    if (!result.ok) return result;
    const message = toMessage(result.data);
    if (message !== null) toast.success(message);
    router.refresh();
    return result;
  };
  const run = <T>(work: () => Promise<Result<T>>, toMessage: (data: T) => string | null, onDone?: (data: T) => void) =>
    startTransition(async () => {
      const result = await perform(work, toMessage);
      if (result.ok) onDone?.(result.data);
    });
  return { failure, isBusy, perform, run };
}
