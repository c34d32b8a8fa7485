import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";

import type { Failure, Result } from "@/lib/domain/result";
import { toast } from "../ui/toaster";
import { settleAction } from "./settle-action";

/** Runs an action: whether it is under way, and how the last one failed. `onDone` gets what it answered. */
export function useAction() {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const run = <T>(action: () => Promise<Result<T>>, onDone?: (data: T) => unknown) =>
    startTransition(async () => {
      const result = await settleAction(action());
      setFailure(result.ok ? null : result.error);
      if (result.ok) await onDone?.(result.data);
    });
  return { run, isBusy, failure };
}

/** The same where the page is read again after a success. */
export function useReloadingAction() {
  const router = useRouter();
  const { run, ...state } = useAction();
  const runAndReload = <T>(action: () => Promise<Result<T>>, onDone?: (data: T) => unknown) =>
    run(action, (data) => {
      onDone?.(data);
      router.refresh();
    });
  return { run: runAndReload, ...state };
}

/** The same where a toast says how it failed. */
export function useToastedAction() {
  const [isBusy, startTransition] = useTransition();
  const run = <T>(action: () => Promise<Result<T>>, onDone: (data: T) => unknown) =>
    startTransition(async () => {
      const result = await settleAction(action());
      if (result.ok) await onDone(result.data);
      else toast.error(result.error.message);
    });
  return { run, isBusy };
}
