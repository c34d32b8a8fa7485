"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import {
  adviseOnCause,
  areLookupsPaused,
  describeCause,
  describeWaiting,
  type CarrierPause,
} from "@/lib/domain/carrier-breaker";
import { ClockTime } from "../ui/time";
import { PageBanner } from "./page-banner";
import { ProbeNow, type ProbeAction } from "./probe-now";

const EVERY_MS = 4_000;
const KEY = ["carrier-pauses"];

async function fetchPauses(signal: AbortSignal): Promise<CarrierPause[]> {
  const response = await fetch("/api/carriers/pauses", { signal, cache: "no-store" });
  if (!response.ok) throw new Error(`no response: ${response.status}`);
  return (await response.json()) as CarrierPause[];
}

/** On every page: the paused carrier accounts, why, and until when. Updates without a reload. */
export function CarrierNotices({
  initial,
  onProbe,
}: {
  initial: readonly CarrierPause[];
  /** Null if the person is not allowed to probe. */
  onProbe: ProbeAction | null;
}) {
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => fetchPauses(signal),
    initialData: [...initial],
    refetchInterval: EVERY_MS,
    retry: false,
  });
  const queries = useQueryClient();
  // The page's data is at least as new as the polled data.
  useEffect(() => {
    void queries.cancelQueries({ queryKey: KEY }).then(() => queries.setQueryData(KEY, [...initial]));
  }, [queries, initial]);
  if (data.length === 0) return null;
  return (
    <div className="mx-auto flex w-full max-w-[1440px] flex-col gap-2 px-4 pt-4 md:px-6">
      {data.map((pause) => (
        <Notice key={pause.accountId} pause={pause} onProbe={onProbe} />
      ))}
    </div>
  );
}

function Notice({ pause, onProbe }: { pause: CarrierPause; onProbe: ProbeAction | null }) {
  const name = `${pause.carrierLabel} · ${pause.accountLabel}`;
  return (
    <PageBanner
      tone="bad"
      title={`${describeCause(pause)}: ${name} is paused`}
      actions={onProbe && <ProbeNow accountId={pause.accountId} name={name} onProbe={onProbe} />}
    >
      Since <ClockTime at={pause.since} />. {adviseOnCause(pause.cause)}{" "}
      {/* Changes every few seconds; not announced to screen readers. */}
      <span aria-live="off">
        Last response: {pause.lastAnswer.replace(/[.\s]+$/, "")}. {areLookupsPaused(pause) ? "Next check" : "Next try"}{" "}
        at <ClockTime at={pause.nextProbeAt} hasSeconds />. {describeWaiting(pause)}
      </span>
    </PageBanner>
  );
}
