"use client";

import type { ReactNode } from "react";
import type { UploadProgress } from "@/lib/domain/uploads/upload";
import { Card } from "../ui/card";
import { describeProgress } from "./describe-progress";
import { ProgressBar } from "./progress-bar";
import { useSecond } from "./use-second";

/** What a worker is doing with the upload, and how far it is. */
export function WorkingCard({
  title,
  progress,
  children,
}: {
  title: string;
  progress: UploadProgress | null;
  children?: ReactNode;
}) {
  const now = useSecond();
  return (
    <Card className="flex flex-col gap-2">
      <p className="text-base font-medium text-ink">{title}</p>
      <ProgressBar
        label={title}
        done={progress?.done ?? 0}
        total={progress?.total ?? null}
        text={progress ? describeProgress(progress, now) : "Starts in a moment."}
      />
      {children && <div className="text-sm text-muted">{children}</div>}
    </Card>
  );
}
