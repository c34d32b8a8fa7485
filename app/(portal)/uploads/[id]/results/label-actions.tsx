"use client";

import { Tags, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { settleAction } from "@/components/feedback/settle-action";
import { useToastedAction } from "@/components/feedback/use-action";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format";
import { LABEL_ROLES } from "@/lib/domain/uploads/label-wish";
import type { UploadResults, UploadView } from "@/lib/domain/uploads/upload-view";
import { copyForLabelsAction, undoLabelsAction } from "../../actions";

/** Takes back what the upload set; or, where it placed orders only, sets the customers and tags that its file has. */
export function LabelActions({
  upload,
  results: { labels },
  denial,
}: {
  upload: UploadView;
  results: UploadResults;
  denial: string | null;
}) {
  const router = useRouter();
  const [isConfirming, setIsConfirming] = useState(false);
  const { run, isBusy } = useToastedAction();
  if (denial !== null || upload.state !== "submitted") return null;
  const copy = () =>
    run(
      () => copyForLabelsAction({ id: upload.id }),
      (data) => router.push(`/uploads/${data.id}/map`),
    );
  const undo = async () => {
    const result = await settleAction(undoLabelsAction({ id: upload.id }));
    if (result.ok) {
      setIsConfirming(false);
      router.refresh();
    }
    return result;
  };
  if (labels === null)
    return LABEL_ROLES.some((role) => upload.mapping?.columns.includes(role)) ? (
      <Button icon={<Tags aria-hidden />} isBusy={isBusy} onClick={copy}>
        Set its customers and tags
      </Button>
    ) : null;
  if (labels.canUndo === 0) return null;
  return (
    <>
      <Button
        icon={<Undo2 aria-hidden />}
        disabledReason={upload.progress ? "Wait until the work on it is done." : null}
        onClick={() => setIsConfirming(true)}
      >
        Undo {formatCount(labels.canUndo)}
      </Button>
      <ConfirmDialog
        isOpen={isConfirming}
        onOpenChange={setIsConfirming}
        verb="Undo"
        noun={["row", "rows"]}
        count={labels.canUndo}
        items={[]}
        consequences="Customers, tags and notes become what they were before. What somebody has changed since stays as it is."
        isDanger={false}
        isReasonAsked={false}
        dismissLabel="Keep them"
        onConfirm={undo}
      />
    </>
  );
}
