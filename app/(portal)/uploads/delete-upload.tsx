"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toaster";
import type { Failure } from "@/lib/domain/result";
import type { UploadRow } from "@/lib/domain/uploads/upload-view";
import { deleteUploadAction } from "./actions";

/** Deletes an upload with its rows. Its orders, if any, stay. */
export function DeleteUpload({
  upload,
  isIcon = true,
  leadsTo,
}: {
  upload: Pick<UploadRow, "id" | "name" | "ref" | "orders">;
  isIcon?: boolean;
  /** The page to open afterwards. */
  leadsTo?: string;
}) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const remove = async () => {
    setIsBusy(true);
    const result = await settleAction(deleteUploadAction({ id: upload.id }));
    setIsBusy(false);
    if (!result.ok) return setFailure(result.error);
    setIsOpen(false);
    toast.success(`Deleted ${upload.name}`);
    if (leadsTo) router.push(leadsTo);
    else router.refresh();
  };
  return (
    <>
      {isIcon ? (
        <IconButton
          size="sm"
          label={`Delete ${upload.name}, ${upload.ref}`}
          icon={<Trash2 />}
          hasTooltip={false}
          onClick={(event) => {
            event.preventDefault();
            setIsOpen(true);
          }}
        />
      ) : (
        <Button icon={<Trash2 aria-hidden />} onClick={() => setIsOpen(true)}>
          Delete
        </Button>
      )}
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} size="sm" title={`Delete ${upload.name}?`}>
        <div className="flex flex-col gap-4 pb-3">
          <p className="text-sm text-ink">
            Its rows, edits and results are deleted for everyone.{" "}
            {upload.orders > 0 && "The orders that it became stay, with the result of every number."}
          </p>
          {failure && <FailureBanner failure={failure} title="It was not deleted" />}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setIsOpen(false)}>Keep it</Button>
            <Button variant="danger" isBusy={isBusy} onClick={() => void remove()}>
              Delete upload
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
