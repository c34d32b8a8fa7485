"use client";

import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toaster";
import type { UploadView } from "@/lib/domain/uploads/upload-view";
import { forgetMappingAction } from "../../actions";

/** Says that the columns are as this person mapped them last, and goes back to what the file itself suggests. */
export function MappingMemory({
  upload: { id, memory },
  isGuessed,
  onReset,
}: {
  upload: UploadView;
  /** The columns are as the file suggests. */
  isGuessed: boolean;
  onReset: () => void;
}) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  if (memory === null && isGuessed) return null;
  const reset = () =>
    startTransition(async () => {
      const result = memory === null ? null : await settleAction(forgetMappingAction({ id }));
      if (result && !result.ok) return void toast.error(result.error.message);
      onReset();
      router.refresh();
    });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
      <span>
        {memory === null ? (
          "Columns were changed from what the file suggests."
        ) : (
          <>
            Remembered: you mapped these headings <RelativeTime at={memory.at} />.
          </>
        )}
      </span>
      <Button size="sm" icon={<RotateCcw aria-hidden />} isBusy={isBusy} onClick={reset}>
        {memory === null ? "Reset columns" : "Forget and reset columns"}
      </Button>
    </div>
  );
}
