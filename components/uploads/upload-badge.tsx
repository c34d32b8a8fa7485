import { FileX, LoaderCircle, Rows3 } from "lucide-react";
import { labelUpload } from "@/lib/domain/uploads/upload-labels";
import type { UploadRow } from "@/lib/domain/uploads/upload-view";
import { StateBadge } from "../ui/state-badge";

const ICONS = { pending: LoaderCircle, neutral: Rows3, bad: FileX } as const;

export function UploadBadge({ upload }: { upload: Pick<UploadRow, "state" | "counts"> }) {
  const { tone, label } = labelUpload(upload);
  return <StateBadge tone={tone} label={label} icon={tone === "good" ? undefined : ICONS[tone]} />;
}
