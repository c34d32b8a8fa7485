"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { toast } from "@/components/ui/toaster";
import type { Result } from "@/lib/domain/result";

/** Saves one preference at once, says so, and shows the page with it. */
export function useSave() {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const save = (ask: () => Promise<Result<unknown>>, message: string) =>
    startTransition(async () => {
      const result = await settleAction(ask());
      if (result.ok) toast.success(message);
      else toast.error(result.error.message);
      router.refresh();
    });
  return { save, isBusy };
}
