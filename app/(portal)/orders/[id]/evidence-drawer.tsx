"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { EmptyState } from "@/components/feedback/empty-state";
import { ErrorState } from "@/components/feedback/error-state";
import { fetchResult } from "@/components/feedback/fetch-result";
import { SideDrawer } from "@/components/orders/side-drawer";
import { CallEvidence } from "@/components/orders/call-evidence";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { CallView } from "@/lib/domain/order-view";
import { formatNational, type PhoneNumber } from "@/lib/domain/phone-number";
import { useEvidence } from "./use-evidence";

type CallPage = { rows: CallView[]; next: string | null };

/** The carrier calls behind one number of the order, or behind all of it; open while the address says so. */
export function EvidenceDrawer({
  orderId,
  orderRef,
  shown,
}: {
  orderId: string;
  orderRef: string;
  /** The numbers on this page of the order, to be called by their names. */
  shown: readonly { seq: number; number: PhoneNumber }[];
}) {
  const evidence = useEvidence();
  const item = shown.find(({ seq }) => String(seq) === evidence.of);
  const what = item ? formatNational(item.number) : evidence.of?.includes("-") ? "one call" : `number ${evidence.of}`;
  return (
    <SideDrawer
      isOpen={evidence.of !== null}
      onClose={evidence.close}
      title={
        evidence.of === "all" || evidence.of === null
          ? `Carrier calls of ${orderRef}`
          : `Evidence: ${what} in ${orderRef}`
      }
      description="What was sent and what came back, newest first. Credentials were removed before it was stored."
    >
      {evidence.of !== null && <Calls orderId={orderId} of={evidence.of} />}
    </SideDrawer>
  );
}

function Calls({ orderId, of }: { orderId: string; of: string }) {
  const calls = useInfiniteQuery({
    queryKey: ["order-calls", orderId, of],
    queryFn: async ({ pageParam, signal }) => {
      const params = new URLSearchParams(of === "all" ? {} : { [of.includes("-") ? "call" : "seq"]: of });
      if (pageParam) params.set("before", pageParam);
      const result = await fetchResult<CallPage>(`/api/orders/${orderId}/calls?${params}`, { signal });
      if (!result.ok) throw new Error(result.error.message);
      return result.data;
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (calls.isPending)
    return (
      <div aria-busy className="flex flex-col gap-3">
        <Skeleton className="h-5 w-72" />
        <Skeleton className="h-40 w-full" />
      </div>
    );
  if (calls.isError)
    return (
      <ErrorState
        title="The evidence could not be read"
        message={calls.error.message}
        safe="It is still stored."
        onRetry={() => void calls.refetch()}
      />
    );
  const rows = calls.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0)
    return <EmptyState title="No carrier call yet">Nothing has been sent or read for this yet.</EmptyState>;
  return (
    <div className="flex flex-col gap-4">
      {rows.map((call) => (
        <CallEvidence key={call.id} call={call} />
      ))}
      {calls.hasNextPage && (
        <Button isBusy={calls.isFetchingNextPage} onClick={() => void calls.fetchNextPage()} className="self-center">
          Earlier calls
        </Button>
      )}
    </div>
  );
}
