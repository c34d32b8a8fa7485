"use client";

import { useState } from "react";
import { Card } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import { formatCount } from "@/components/ui/format";
import type { UploadView } from "@/lib/domain/uploads/upload-view";
import { DryRun } from "./dry-run";
import { PlanView } from "./plan-view";

export type SubmitChoice = { onlyIfAllReady: boolean; leaveOut: readonly string[] };

/** What is expected of the rows, which of them go, and the plan of what would be sent. */
export function SubmitView({ upload, denial }: { upload: UploadView; denial: string | null }) {
  const { counts, preview } = upload;
  const [onlyIfAllReady, setOnlyIfAllReady] = useState(false);
  // What a person decided about a group; the others follow the dry run.
  const [decided, setDecided] = useState<ReadonlyMap<string, boolean>>(new Map());
  const groups = preview?.groups ?? [];
  const isIncluded = (code: string, byDefault: boolean) => decided.get(code) ?? byDefault;
  const leaveOut = groups.filter((group) => !isIncluded(group.code, group.isIncluded)).map(({ code }) => code);
  const left = counts.problem + counts.blocked;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_420px]">
      <DryRun
        upload={upload}
        denial={denial}
        isIncluded={isIncluded}
        onToggle={(code, to) => setDecided((before) => new Map(before).set(code, to))}
      />
      <Card className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-28">
        <h2 className="text-base font-semibold text-ink">Plan</h2>
        {left > 0 && (
          <Segmented
            label={`${formatCount(left)} of the rows cannot be sent`}
            name="which"
            value={onlyIfAllReady ? "all" : "ready"}
            options={[
              { value: "ready", label: "Send the ready rows" },
              { value: "all", label: "Only if all are ready" },
            ]}
            onChange={(value) => setOnlyIfAllReady(value === "all")}
          />
        )}
        <PlanView upload={upload} choice={{ onlyIfAllReady, leaveOut }} denial={denial} />
      </Card>
    </div>
  );
}
