"use client";

import { RotateCcw, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { EmptyState } from "@/components/feedback/empty-state";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { formatNoun } from "@/components/ui/format";
import { StateBadge } from "@/components/ui/state-badge";
import { RelativeTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toaster";
import type { Failure } from "@/lib/domain/result";
import type { CallbackList, CallbackView } from "@/lib/services/messages/list-callbacks";
import { dismissCallbacksAction, replayCallbacksAction } from "./actions";

/** Callbacks that could not be turned into messages: kept as received, for reprocessing. */
export function Quarantine({ list, denial }: { list: CallbackList; denial: string | null }) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [failure, setFailure] = useState<Failure | null>(null);
  const replay = (rows: readonly CallbackView[]) =>
    startTransition(async () => {
      const result = await settleAction(replayCallbacksAction({ callbackIds: rows.map(({ id }) => id) }));
      setFailure(result.ok ? null : result.error);
      if (result.ok) toast.success(`${formatNoun(result.data.replayed, "callback", "callbacks")} will be reprocessed.`);
      router.refresh();
    });
  const dismiss = (rows: readonly CallbackView[]) =>
    startTransition(async () => {
      const result = await settleAction(dismissCallbacksAction({ callbackIds: rows.map(({ id }) => id) }));
      setFailure(result.ok ? null : result.error);
      if (result.ok) toast.success(`${formatNoun(result.data.dismissed, "callback", "callbacks")} dismissed.`);
      router.refresh();
    });
  if (list.rows.length === 0)
    return (
      <EmptyState title="Nothing in quarantine">
        Callbacks for unknown numbers, or in an unreadable format, are kept here.
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-muted">
          Kept as received. Reprocess them once the number is known here or the cause is fixed.
        </p>
        <span className="flex flex-wrap gap-2">
          <Button icon={<X aria-hidden />} isBusy={isBusy} disabledReason={denial} onClick={() => dismiss(list.rows)}>
            {`Dismiss ${formatNoun(list.rows.length, "callback", "callbacks")}`}
          </Button>
          <Button
            icon={<RotateCcw aria-hidden />}
            isBusy={isBusy}
            disabledReason={denial}
            onClick={() => replay(list.rows)}
          >
            {`Read ${formatNoun(list.rows.length, "callback", "callbacks")} again`}
          </Button>
        </span>
      </div>
      {failure && <FailureBanner failure={failure} />}
      <ul aria-label="Callbacks in quarantine" className="divide-y divide-line border-y border-line">
        {list.rows.map((row) => (
          <li key={row.id} className="flex flex-col gap-1 py-2.5 text-sm">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <StateBadge
                tone="unknown"
                label={row.state === "quarantined" ? "Unknown number" : "Unreadable"}
                raw={row.state}
              />
              <span className="text-muted">
                {row.carrierLabel} · {row.accountLabel}, {row.method}
              </span>
              {row.replays > 0 && (
                <span className="text-xs text-muted">read again {formatNoun(row.replays, "time", "times")}</span>
              )}
              <span className="ml-auto flex items-center gap-3 text-xs text-muted">
                <RelativeTime at={row.receivedAt} />
                <Button size="sm" isBusy={isBusy} disabledReason={denial} onClick={() => replay([row])}>
                  Reprocess
                </Button>
                <Button size="sm" isBusy={isBusy} disabledReason={denial} onClick={() => dismiss([row])}>
                  Dismiss
                </Button>
              </span>
            </div>
            <p className="text-ink">{row.outcome}</p>
            <details>
              <summary className="cursor-pointer text-xs text-muted">Callback as received, secrets hidden</summary>
              <pre
                tabIndex={0}
                aria-label="Callback as received"
                className="mt-1 max-h-64 overflow-auto rounded-md border border-line p-2 font-mono text-xs text-ink"
              >
                {row.payload}
              </pre>
            </details>
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <p className="text-xs text-muted">
          Showing the newest {list.rows.length} of {list.count >= 1000 ? "1,000 or more" : list.count}.
        </p>
      )}
    </div>
  );
}
