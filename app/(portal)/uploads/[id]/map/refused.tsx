"use client";

import { FileX } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { settleAction } from "@/components/feedback/settle-action";
import { UploadZone } from "@/components/uploads/upload-zone";
import { deleteUploadAction } from "../../actions";

/** A file that cannot be read: why, and the way to a better one. */
export function Refused({ fault, denial }: { fault: string | null; denial: string | null }) {
  return (
    <>
      <EmptyState icon={FileX} title={fault ?? "It cannot be read."}>
        Nothing of it was kept as rows, and nothing was sent.
      </EmptyState>
      <UploadZone
        title="Drop the corrected file here"
        denial={denial}
        onCancel={(id) => settleAction(deleteUploadAction({ id }))}
      />
    </>
  );
}
