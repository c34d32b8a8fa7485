"use client";

import { settleAction } from "@/components/feedback/settle-action";
import { PageBanner } from "@/components/feedback/page-banner";
import { formatBytes } from "@/components/uploads/describe-progress";
import { UploadZone } from "@/components/uploads/upload-zone";
import { UPLOAD_LIMITS } from "@/lib/domain/uploads/upload";
import type { UploadView } from "@/lib/domain/uploads/upload-view";
import { deleteUploadAction } from "../../actions";

/** An upload whose content has not all come: it goes on wherever the same file is chosen again. */
export function Receiving({ upload, denial }: { upload: UploadView; denial: string | null }) {
  const arrived = Math.min(upload.parts.length * UPLOAD_LIMITS.partBytes, upload.bytes);
  return (
    <>
      <PageBanner tone="pending" title="The file has not arrived completely">
        {formatBytes(arrived)} of {formatBytes(upload.bytes)} are here. If it is being uploaded in another tab, this
        page follows. If that was interrupted, choose the same file again: only the rest is sent.
      </PageBanner>
      <UploadZone
        title={`Choose ${upload.name} again`}
        hasPaste={false}
        denial={denial}
        onCancel={(id) => settleAction(deleteUploadAction({ id }))}
      />
    </>
  );
}
