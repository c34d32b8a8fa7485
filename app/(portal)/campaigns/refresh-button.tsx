"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import type { Failure } from "@/lib/domain/result";
import { refreshCampaignsAction } from "./actions";

/** Reads standing and bound numbers of these campaigns at their carrier. */
export function RefreshButton({ ids, denial }: { ids: readonly string[]; denial: string | null }) {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const refresh = () =>
    startTransition(async () => {
      setFailure(null);
      const result = await settleAction(refreshCampaignsAction({ ids: [...ids] }));
      if (!result.ok) return setFailure(result.error);
      const { campaigns, numbers } = result.data;
      toast.success(`${formatNoun(campaigns, "campaign")} read; ${formatNoun(numbers, "number")} bound`);
      router.refresh();
    });
  return (
    <>
      <Button
        icon={<RefreshCw aria-hidden />}
        isBusy={isBusy}
        disabledReason={denial ?? (ids.length === 0 ? "There is no campaign to read." : null)}
        onClick={refresh}
      >
        Refresh
      </Button>
      {failure && (
        <div className="basis-full">
          <FailureBanner failure={failure} title="Nothing was changed" />
        </div>
      )}
    </>
  );
}
