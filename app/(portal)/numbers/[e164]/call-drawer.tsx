"use client";

import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@/components/feedback/error-state";
import { fetchResult } from "@/components/feedback/fetch-result";
import { CallEvidence } from "@/components/orders/call-evidence";
import { SideDrawer } from "@/components/orders/side-drawer";
import { Skeleton } from "@/components/ui/skeleton";
import type { CallView } from "@/lib/domain/order-view";
import { formatNational, type PhoneNumber } from "@/lib/domain/phone-number";
import { useEvidence } from "../../orders/[id]/use-evidence";

/** The carrier call behind a value of the number; open while the address says so. */
export function CallDrawer({ number }: { number?: PhoneNumber }) {
  const evidence = useEvidence();
  const callId = evidence.of?.includes("-") ? evidence.of : null;
  return (
    <SideDrawer
      isOpen={callId !== null}
      onClose={evidence.close}
      title={number ? `Evidence for ${formatNational(number)}` : "Evidence"}
      description="What was sent and what the carrier responded. Credentials were removed before it was stored."
    >
      {callId !== null && <Call id={callId} />}
    </SideDrawer>
  );
}

function Call({ id }: { id: string }) {
  const call = useQuery({
    queryKey: ["call", id],
    queryFn: async ({ signal }) => {
      const result = await fetchResult<CallView>(`/api/calls/${id}`, { signal });
      if (!result.ok) throw new Error(result.error.message);
      return result.data;
    },
    staleTime: Infinity,
    retry: false,
  });
  if (call.isPending)
    return (
      <div aria-busy>
        <Skeleton className="h-40 w-full" />
      </div>
    );
  if (call.isError)
    return (
      <ErrorState
        title="The evidence could not be read"
        message={call.error.message}
        onRetry={() => void call.refetch()}
      />
    );
  return <CallEvidence call={call.data} />;
}
