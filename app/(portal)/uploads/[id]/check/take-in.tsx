"use client";

import { ArrowRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { useAction } from "@/components/feedback/use-action";
import { Button } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import type { UploadView } from "@/lib/domain/uploads/upload-view";
import { applyCorrectionsAction } from "../../actions";

/** The way on for a file with corrected rows: they are taken into the upload that they belong to, and submitted there. */
export function TakeIn({
  upload,
  original,
  denial,
}: {
  upload: UploadView;
  original: { ref: string; name: string };
  denial: string | null;
}) {
  const router = useRouter();
  const { run, isBusy, failure } = useAction();
  const take = () =>
    run(
      () => applyCorrectionsAction({ id: upload.id }),
      (data) => {
        const { changed, originalId } = data;
        const text = describeTaken(data);
        if (changed > 0) toast.success(text);
        else toast.warning(text);
        router.push(`/uploads/${originalId}/${changed > 0 ? "submit" : "results"}`);
      },
    );
  return (
    <div className="flex flex-col gap-2">
      {failure && <FailureBanner failure={failure} title="No row was changed" />}
      <Button
        variant="primary"
        size="lg"
        isBusy={isBusy}
        icon={<ArrowRight aria-hidden />}
        disabledReason={denial ?? (upload.state === "loading" ? "Wait until all rows are checked." : null)}
        onClick={take}
      >
        Correct {original.ref}
      </Button>
      <p className="text-xs text-muted">
        Rows that differ from {original.name} replace its own, where these failed or were not sent. Nothing is sent by
        this button, and it can be undone.
      </p>
    </div>
  );
}

/** "2 rows changed, 1,000 as before. 3 rows have no key of this upload and were left out." */
function describeTaken(counts: {
  changed: number;
  unchanged: number;
  sent: number;
  unknown: number;
  repeated: number;
}) {
  const { changed, unchanged, sent, unknown, repeated } = counts;
  return [
    `${formatNoun(changed, "row")} changed, ${formatCount(unchanged)} as before.`,
    sent > 0 && `${formatNoun(sent, "row was", "rows were")} sent before and stay as they are.`,
    unknown > 0 && `${formatNoun(unknown, "row has", "rows have")} no key of this upload and were left out.`,
    repeated > 0 && `${formatNoun(repeated, "row repeats", "rows repeat")} the key of another.`,
  ]
    .filter(Boolean)
    .join(" ");
}
