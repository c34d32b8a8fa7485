"use client";

import { settleAction } from "@/components/feedback/settle-action";
import { UploadZone } from "@/components/uploads/upload-zone";
import { UPLOAD_TEMPLATES } from "@/lib/domain/uploads/templates";
import { labelKind } from "@/lib/domain/uploads/upload-labels";
import { deleteUploadAction } from "./actions";

/** The drop zone of the list, with a template for each action. */
export function NewUpload({ denial }: { denial: string | null }) {
  return (
    <UploadZone denial={denial} onCancel={(id) => settleAction(deleteUploadAction({ id }))}>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-xs text-muted">
        <span>Any spreadsheet works. Templates:</span>
        {UPLOAD_TEMPLATES.map(({ kind, sentence }) => (
          <a
            key={kind}
            title={sentence}
            href={`/api/uploads/templates/${kind}`}
            download
            className="font-medium text-accent underline-offset-2 hover:underline"
          >
            {labelKind(kind)}
          </a>
        ))}
      </p>
    </UploadZone>
  );
}
