"use client";

import { useRouter } from "next/navigation";
import type { z } from "zod";
import { useToastedAction } from "@/components/feedback/use-action";
import { Button } from "@/components/ui/button";
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
  const { run, isBusy } = useToastedAction();
  const open = () =>
    run(
      () => createSelectionAction(selection),
      (data) => router.push(`/uploads/${data.id}/map`),
    );
  return (
    <Button size={size} variant={variant} isBusy={isBusy} disabledReason={denial} onClick={open}>
      {label}
    </Button>
  );
}
