"use client";

import { PlugZap } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { StateBadge } from "@/components/ui/state-badge";
import { testAccountAction } from "./actions";

type Said = { isWell: boolean; words: string };

/** One cheap authenticated reading with the saved settings. */
export function TestConnection({ id, name }: { id: string; name: string }) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [said, setSaid] = useState<Said | null>(null);
  const test = () =>
    startTransition(async () => {
      const result = await settleAction(testAccountAction({ id }));
      setSaid(
        result.ok
          ? {
              isWell: result.data.isWell,
              words: `${result.data.words} ${result.data.durationMs.toLocaleString("en-US")} ms.`,
            }
          : { isWell: false, words: result.error.message },
      );
      router.refresh();
    });
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button
        size="sm"
        icon={<PlugZap aria-hidden />}
        isBusy={isBusy}
        onClick={test}
        aria-label={`Test the connection of ${name}`}
      >
        Test connection
      </Button>
      <p aria-live="polite" className="flex min-w-0 items-center gap-2 text-sm text-muted">
        {said && (
          <>
            <StateBadge tone={said.isWell ? "good" : "bad"} label={said.isWell ? "Well" : "Failed"} />
            {said.words}
          </>
        )}
      </p>
    </div>
  );
}
