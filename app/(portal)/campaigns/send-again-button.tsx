"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import type { Failure } from "@/lib/domain/result";
import { sendAgainAction } from "./actions";

/** Sends a registration once more: it was refused, or its answer was lost and a person decides. */
export function SendAgainButton({
  entry,
  id,
  denial,
}: {
  entry: "brand" | "campaign";
  id: string;
  denial: string | null;
}) {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  return (
    <>
      <Button
        icon={<RotateCw aria-hidden />}
        isBusy={isBusy}
        disabledReason={denial}
        onClick={() =>
          startTransition(async () => {
            const result = await settleAction(sendAgainAction({ entry, id }));
            setFailure(result.ok ? null : result.error);
            router.refresh();
          })
        }
      >
        Try again
      </Button>
      {failure && (
        <div className="basis-full">
          <FailureBanner failure={failure} title="It was not sent" />
        </div>
      )}
    </>
  );
}
