import { FileX, LoaderCircle, type LucideIcon, Rows3, Wrench } from "lucide-react";
import type { Tone } from "@/lib/domain/service-state";
import { labelUpload } from "@/lib/domain/uploads/upload-labels";
import type { UploadRow } from "@/lib/domain/uploads/upload-view";
import { StateBadge } from "../ui/state-badge";

const ICONS: Partial<Record<Tone, LucideIcon>> = { pending: LoaderCircle, neutral: Rows3, bad: FileX };

export function UploadBadge({ upload }: { upload: Pick<UploadRow, "state" | "counts"> }) {
  const { tone, label } = labelUpload(upload);
  return (
    <StateBadge
      tone={tone}
      label={label}
      icon={upload.state === "check" && tone === "pending" ? Wrench : ICONS[tone]}
    />
  );
}
