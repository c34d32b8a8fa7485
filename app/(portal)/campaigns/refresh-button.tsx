"use client";

import { RefreshCw } from "lucide-react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { useReloadingAction } from "@/components/feedback/use-action";
import { Button } from "@/components/ui/button";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import { refreshCampaignsAction } from "./actions";

/** Reads standing and bound numbers of these campaigns at their carrier. */
export function RefreshButton({ ids, denial }: { ids: readonly string[]; denial: string | null }) {
  const { run, isBusy, failure } = useReloadingAction();
  const refresh = () =>
    run(
      () => refreshCampaignsAction({ ids: [...ids] }),
      ({ campaigns, numbers }) =>
        toast.success(`${formatNoun(campaigns, "campaign")} read; ${formatNoun(numbers, "number")} bound`),
    );
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
