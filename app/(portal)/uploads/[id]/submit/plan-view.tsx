"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { fetchResult } from "@/components/feedback/fetch-result";
import { PageBanner } from "@/components/feedback/page-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { QueryFailure } from "@/components/inventory/use-inventory-query";
import { TelephoneNumber } from "@/components/number";
import { OrderSubmit } from "@/components/orders/order-submit";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { describeKind } from "@/lib/domain/uploads/kind-texts";
import { labelKind } from "@/lib/domain/uploads/upload-labels";
import type { UploadPlan, UploadView } from "@/lib/domain/uploads/upload-view";
import { submitUploadAction } from "../../actions";
import type { SubmitChoice } from "./submit-view";

const TYPED_ABOVE = 25;

function writePlanAddress(id: string, { onlyIfAllReady, leaveOut }: SubmitChoice): string {
  const params = new URLSearchParams();
  if (onlyIfAllReady) params.set("only", "ready");
  if (leaveOut.length > 0) params.set("leave", leaveOut.join(","));
  const query = params.toString();
  return `/api/uploads/${id}/plan${query && `?${query}`}`;
}

/** What would be sent, order by order, and the button that sends it. */
export function PlanView({
  upload,
  choice,
  denial,
}: {
  upload: UploadView;
  choice: SubmitChoice;
  denial: string | null;
}) {
  const address = writePlanAddress(upload.id, choice);
  const { data, error, isPending, isPlaceholderData } = useQuery<UploadPlan, QueryFailure>({
    queryKey: ["upload-plan", address, upload.revision, upload.state, upload.preview?.at],
    staleTime: 0,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const result = await fetchResult<UploadPlan>(address, { signal });
      if (!result.ok) throw new QueryFailure(result.error);
      return result.data;
    },
  });
  if (error) return <FailureBanner failure={error.failure} title="The plan could not be made" />;
  if (isPending) return <Skeleton className="h-24" />;
  return <Plan upload={upload} plan={data} choice={choice} denial={denial} isStale={isPlaceholderData} />;
}

function Plan({
  upload,
  plan,
  choice,
  denial,
  isStale,
}: {
  upload: UploadView;
  plan: UploadPlan;
  choice: SubmitChoice;
  denial: string | null;
  isStale: boolean;
}) {
  const router = useRouter();
  const [reason, setReason] = useState("");
  const { orders, numbers } = plan;
  const live = [...new Set(orders.filter(({ mode }) => mode === "live").map(({ accountName }) => accountName))];
  const mode = live.length > 0 ? "live" : "sandbox";
  const isDangerous = orders.some((order) => order.isDangerous);
  const [only] = orders;
  const verb = orders.length === 1 && only ? describeKind(only.kind).verb : "Send";
  const place = async (given: string) => {
    const result = await settleAction(
      submitUploadAction({
        id: upload.id,
        revision: upload.revision,
        onlyIfAllReady: choice.onlyIfAllReady,
        leaveOut: [...choice.leaveOut],
        reason: given || undefined,
      }),
    );
    if (result.ok) router.push(`/uploads/${upload.id}/results`);
    return result;
  };
  // What it finds may change what is to be sent.
  const isPreviewed = upload.progress !== null && upload.state === "check";
  const fault =
    denial ??
    plan.fault ??
    (isPreviewed ? "A dry run is under way." : numbers === 0 ? "No row is left to send." : null);
  return (
    <>
      {orders.length > 0 && (
        <ul className="flex flex-col divide-y divide-line border-y border-line">
          {orders.slice(0, 20).map((order, index) => (
            <li key={index} className="flex flex-col gap-0.5 py-2.5">
              <p className="flex flex-wrap items-center gap-x-2 text-sm font-medium text-ink">
                {labelKind(order.kind)}: {formatNoun(order.numbers, "number")}
                {order.mode === "live" && <Badge tone="pending">Live</Badge>}
              </p>
              <p className="text-sm text-muted">{order.accountName}</p>
              <p className="text-xs text-muted tabular-nums">{order.sentence}</p>
              <p className="text-xs text-pretty text-faint">{order.consequences}</p>
            </li>
          ))}
          {orders.length > 20 && (
            <li className="py-2.5 text-sm text-muted">and {formatNoun(orders.length - 20, "more order")}</li>
          )}
        </ul>
      )}
      <LeftOut plan={plan} />
      {live.length > 0 && (
        <PageBanner tone="pending" title={`Live: ${live.join(", ")}`}>
          These orders reach the real carrier.
        </PageBanner>
      )}
      {plan.fault !== null && (
        <PageBanner
          tone="bad"
          title="Nothing can be sent yet"
          actions={
            <ButtonLink size="sm" href={`/uploads/${upload.id}/check`}>
              Back to the check
            </ButtonLink>
          }
        >
          {plan.fault}
        </PageBanner>
      )}
      <OrderSubmit
        verb={verb}
        count={numbers}
        mode={mode}
        isBusy={isStale}
        disabledReason={fault}
        reason={{ value: reason, onChange: setReason }}
        confirmation={
          plan.needsCount || isDangerous || numbers > TYPED_ABOVE
            ? {
                verb,
                count: numbers,
                items: orders
                  .flatMap(({ firstNumbers }) => firstNumbers)
                  .slice(0, 5)
                  .map((number) => <TelephoneNumber key={number} e164={number} />),
                consequences: <Consequences plan={plan} />,
                isDangerous,
              }
            : null
        }
        onPlace={place}
      />
    </>
  );
}

function LeftOut({ plan }: { plan: UploadPlan }) {
  if (plan.leftOut === 0) return null;
  return (
    <div className="text-sm text-muted">
      <p>
        {formatNoun(plan.leftOut, "row")} {plan.leftOut === 1 ? "is" : "are"} left out.
      </p>
      {plan.leftOutBy && (
        <ul className="text-xs">
          {plan.leftOutBy.map(({ reason, rows }) => (
            <li key={reason} className="tabular-nums">
              {formatCount(rows)} {reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Consequences({ plan }: { plan: UploadPlan }) {
  const orders = plan.orders.filter(({ accountId }) => accountId !== null).length;
  const texts = [...new Set(plan.orders.map(({ consequences }) => consequences))];
  return (
    <div className="flex flex-col gap-2">
      {orders > 1 && <p>{formatCount(orders)} orders are placed, one per account and action.</p>}
      {texts.slice(0, 3).map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  );
}
