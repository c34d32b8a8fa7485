"use client";

import { ArrowRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { formatNoun } from "@/components/ui/format";
import type { Failure } from "@/lib/domain/result";
import type { UploadView } from "@/lib/domain/uploads/upload-view";
import { previewUploadAction } from "../../actions";

/** The way to the submission; it makes the dry run on the way. */
export function GoOn({ upload, denial, isSaving }: { upload: UploadView; denial: string | null; isSaving: boolean }) {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const { id, counts, state, preview } = upload;
  const goOn = () =>
    startTransition(async () => {
      setFailure(null);
      if (preview === null) {
        const result = await settleAction(previewUploadAction({ id, askCarriers: false }));
        if (!result.ok) return setFailure(result.error);
      }
      router.push(`/uploads/${id}/submit`);
    });
  const missing =
    denial ??
    (state === "loading"
      ? "Wait until all rows are checked."
      : state === "submitting"
        ? "It is being submitted."
        : counts.ready === 0
          ? "No row can be sent yet."
          : null);
  const left = counts.problem + counts.blocked;
  const isAgain = state === "submitted";
  return (
    <div className="flex flex-col gap-2">
      {failure && <FailureBanner failure={failure} title="It could not go on" />}
      <Button
        variant="primary"
        size="lg"
        isBusy={isBusy || isSaving}
        disabledReason={missing}
        onClick={goOn}
        icon={<ArrowRight aria-hidden />}
      >
        {isAgain ? "Continue with what is open" : `Continue with ${formatNoun(counts.ready, "row")}`}
      </Button>
      {isAgain && (
        <p className="text-xs text-muted">
          Only rows that failed or were not sent before can be changed and sent again.
        </p>
      )}
      {!isAgain && left > 0 && counts.ready > 0 && (
        <p className="text-xs text-muted">
          {formatNoun(left, "row")} {left === 1 ? "is" : "are"} left out unless fixed. Nothing is sent by this button.
        </p>
      )}
    </div>
  );
}
