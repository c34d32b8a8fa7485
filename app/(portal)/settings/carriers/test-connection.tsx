"use client";

import { PlugZap } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { StateBadge } from "@/components/ui/state-badge";
import { testAccountAction } from "./actions";

type TestResult = { isWell: boolean; message: string };

/** One cheap authenticated read with the saved settings. */
export function TestConnection({ id, name }: { id: string; name: string }) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [testResult, setTestResult] = useState<TestResult | null>(null);
  const test = () =>
    startTransition(async () => {
      const result = await settleAction(testAccountAction({ id }));
      setTestResult(
        result.ok
          ? {
              isWell: result.data.isWell,
              message: `${result.data.message} ${result.data.durationMs.toLocaleString("en-US")} ms.`,
            }
          : { isWell: false, message: result.error.message },
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
        aria-label={`Test connection of ${name}`}
      >
        Test connection
      </Button>
      <p aria-live="polite" className="flex min-w-0 items-center gap-2 text-sm text-muted">
        {testResult && (
          <>
            <StateBadge tone={testResult.isWell ? "good" : "bad"} label={testResult.isWell ? "Connected" : "Failed"} />
            {testResult.message}
          </>
        )}
      </p>
    </div>
  );
}
