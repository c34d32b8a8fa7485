"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { Failure, Result } from "@/lib/domain/result";
import { refreshCampaignsAction } from "../../campaigns/actions";
import { refreshNumberAction } from "../actions";

export type ReadTarget = { accountId: string } | { campaignRowId: string };
type Outcome = { message: string } | { failure: Failure };

/** Asks a carrier for the number, or for its campaign; `onRead` runs afterwards in any case. */
export function useRefresh(number: PhoneNumber, onRead: () => void) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const read = (target: ReadTarget) =>
    startTransition(async () => {
      const result = await readTarget(number, target);
      setOutcome(result.ok ? { message: result.data } : { failure: result.error });
      onRead();
      router.refresh();
    });
  return { read, isBusy, outcome };
}

async function readTarget(number: PhoneNumber, target: ReadTarget): Promise<Result<string>> {
  if ("campaignRowId" in target) {
    const result = await settleAction(refreshCampaignsAction({ ids: [target.campaignRowId] }));
    return result.ok ? { ok: true, data: "The campaign was read." } : result;
  }
  const result = await settleAction(refreshNumberAction({ number, accountId: target.accountId }));
  return result.ok ? { ok: true, data: result.data.message } : result;
}
