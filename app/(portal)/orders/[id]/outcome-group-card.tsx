"use client";

import { Copy, Gavel, List } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { ExportMenu } from "@/components/exports/export-menu";
import { TelephoneNumber } from "@/components/number";
import { OutcomeBadge } from "@/components/orders/outcome-badge";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import type { OrderHead, OutcomeGroup } from "@/lib/domain/order-view";
import { mayBeRetried } from "./chosen-id";
import { DecideDialog } from "./decide-dialog";
import { copyNumbers } from "./item-files";
import type { OrderRights } from "./order-rights";
import { describeGroup } from "./describe-outcome";
import { RetryButton } from "./retry-button";
import { toExportHref } from "./to-export-href";
import type { useRetry } from "./use-retry";

type Props = { order: OrderHead; group: OutcomeGroup; rights: OrderRights; retry: ReturnType<typeof useRetry> };

export function OutcomeGroupCard({ order, group, rights, retry }: Props) {
  const shown = describeGroup(group, order.carrierLabel);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-3">
      <div className="flex min-w-0 flex-1 basis-80 flex-col gap-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="text-lg font-semibold text-ink tabular-nums">{formatCount(group.count)}</span>
          <OutcomeBadge state={group.state} code={group.code} />
          {shown.code && <Badge>{shown.code}</Badge>}
          {group.state === "failed" && (
            <span className="text-xs text-muted">{group.isRetryable ? "Retry may work" : "Retry will not help"}</span>
          )}
        </p>
        {shown.quote && (
          <p className="text-sm break-words text-ink">
            <span className="text-muted">{shown.speaker}: </span>“{shown.quote}”
          </p>
        )}
        {shown.lines.map((line) => (
          <p key={line} className="text-sm text-muted">
            {line}
          </p>
        ))}
        <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-sm">
          {group.first.map((number) => (
            <TelephoneNumber key={number} e164={number} isLink />
          ))}
          {group.count > group.first.length && (
            <span className="text-muted">and {formatCount(group.count - group.first.length)} more</span>
          )}
        </p>
      </div>
      <GroupActions order={order} group={group} rights={rights} retry={retry} />
    </li>
  );
}

function GroupActions({ order, group, rights, retry }: Props) {
  const [isDeciding, setIsDeciding] = useState(false);
  const params = useSearchParams();
  const what = `${formatNoun(group.count, "number")} (${group.code ?? group.state})`;
  const isShown = params.get("cause") === group.cause;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {mayBeRetried(group) && (
        <RetryButton
          order={order}
          size="sm"
          label={group.state === "skipped" ? "Order these again" : "Retry these"}
          count={group.count}
          items={group.first}
          retry={retry}
          choice={{ by: "cause", cause: group.cause }}
          disabledReason={rights.write}
        />
      )}
      {group.state === "unknown" && (
        <>
          <Button
            size="sm"
            icon={<Gavel aria-hidden />}
            disabledReason={rights.decide}
            onClick={() => setIsDeciding(true)}
          >
            Decide
          </Button>
          <DecideDialog
            order={order}
            count={group.count}
            first={group.first}
            choice={{ by: "cause", cause: group.cause }}
            isOpen={isDeciding}
            onOpenChange={setIsDeciding}
          />
        </>
      )}
      <ButtonLink
        size="sm"
        icon={<List aria-hidden />}
        href={isShown ? `/orders/${order.ref}#numbers` : `/orders/${order.ref}?cause=${group.cause}#numbers`}
      >
        {isShown ? "Show all numbers" : "Show these"}
      </ButtonLink>
      <IconButton
        label={`Copy ${what}`}
        icon={<Copy />}
        onClick={() => void copyNumbers(order.id, { cause: group.cause })}
      />
      <ExportMenu href={toExportHref(order.id, { cause: group.cause })} of={what} />
    </div>
  );
}
