"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { z } from "zod";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";
import type { selectionInput } from "@/lib/domain/uploads/upload-view";
import { createSelectionAction } from "./actions";

/** Freezes a list of numbers and opens it as an upload, where action and account are chosen. */
export function OrderSelection({
  label,
  denial,
  selection,
  variant = "secondary",
  size = "sm",
}: {
  label: string;
  denial: string | null;
  selection: z.input<typeof selectionInput>;
  variant?: "primary" | "secondary";
  size?: "sm" | "md";
}) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const open = () =>
    startTransition(async () => {
      const result = await settleAction(createSelectionAction(selection));
      if (result.ok) router.push(`/uploads/${result.data.id}/map`);
      else toast.error(result.error.message);
    });
  return (
    <Button size={size} variant={variant} isBusy={isBusy} disabledReason={denial} onClick={open}>
      {label}
    </Button>
  );
}
