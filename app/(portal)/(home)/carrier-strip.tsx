"use client";

import { CarrierMark } from "@/components/carriers/carrier-mark";
import { cx } from "@/components/ui/cx";
import { formatClock, formatCount, formatNoun } from "@/components/ui/format";
import { StateBadge } from "@/components/ui/state-badge";
import { RelativeTime } from "@/components/ui/time";
import { useShownZone } from "@/components/ui/time-zone";
import type { CarrierStrip, StripHour } from "@/lib/domain/home";
import type { CarrierHealth } from "@/lib/services/home/list-carrier-health";

const CONDITIONS = {
  well: { tone: "good", label: "Healthy" },
  limited: { tone: "pending", label: "Rate-limited" },
  troubled: { tone: "bad", label: "Failing" },
  held: { tone: "bad", label: "Paused" },
  off: { tone: "pending", label: "Off until a test passes" },
  silent: { tone: "neutral", label: "No calls yet" },
} as const;

type Shown = CarrierHealth & { strip: CarrierStrip | null };

/** Each account's last 24 hours: a bar per hour, as high as its responses took long; colored where some were refused or failed. */
export function CarrierStrips({ carriers }: { carriers: readonly Shown[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {carriers.map((carrier) => (
        <li key={carrier.accountId} className="flex flex-wrap items-center gap-x-4 gap-y-1.5 py-2.5">
          <span className="flex min-w-44 items-center gap-2 text-sm font-medium text-ink">
            <CarrierMark carrier={carrier.carrierId} />
            {carrier.label}
            {!carrier.isSandbox && <span className="text-xs font-semibold text-pending">Live</span>}
          </span>
          <Bars hours={carrier.strip?.hours ?? []} holds={carrier.strip?.holds ?? []} />
          <span className="min-w-52 flex-1 text-xs text-muted tabular-nums">{describeDay(carrier.strip)}</span>
          <span className="flex items-center gap-3">
            <StateBadge
              {...CONDITIONS[carrier.condition]}
              raw={carrier.condition === "well" ? null : carrier.message}
              look="plain"
            />
            <span className="text-xs text-faint">{carrier.at && <RelativeTime at={carrier.at} />}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

const isHeld = ({ at }: StripHour, holds: readonly string[]) =>
  holds.some((hold) => hold >= at && Date.parse(hold) < Date.parse(at) + 3_600_000);

function Bars({ hours, holds }: { hours: readonly StripHour[]; holds: readonly string[] }) {
  const timeZone = useShownZone();
  const longest = Math.max(100, ...hours.map(({ latency }) => latency ?? 0));
  return (
    <span aria-hidden className="flex h-8 items-end gap-0.5">
      {hours.map((hour) => {
        const clock = formatClock(Date.parse(hour.at), { hasSeconds: false, timeZone });
        const share = hour.latency === null ? 0 : Math.max(0.12, hour.latency / longest);
        const isBad = isHeld(hour, holds) || hour.failed > 0;
        return (
          <span
            key={hour.at}
            suppressHydrationWarning
            title={`${clock}: ${describeHour(hour)}${isHeld(hour, holds) ? ", paused" : ""}`}
            className="flex h-full w-2 items-end hover:bg-hover"
          >
            <span
              style={{ height: `${Math.round(share * 100)}%` }}
              className={cx(
                "w-full rounded-t-[1px]",
                hour.calls === 0
                  ? "h-px! bg-line-strong"
                  : isBad
                    ? "bg-bad-solid"
                    : hour.refused > 0
                      ? "bg-pending-solid"
                      : "bg-neutral-solid",
              )}
            />
          </span>
        );
      })}
    </span>
  );
}

const describeHour = ({ calls, refused, failed, latency }: StripHour) =>
  calls === 0
    ? "no calls"
    : [
        formatNoun(calls, "call"),
        `${formatCount(latency ?? 0)} ms on average`,
        refused > 0 && `${formatCount(refused)} refused`,
        failed > 0 && `${formatCount(failed)} without a usable response`,
      ]
        .filter(Boolean)
        .join(", ");

function describeDay(strip: CarrierStrip | null): string {
  const hours = strip?.hours ?? [];
  const calls = hours.reduce((sum, hour) => sum + hour.calls, 0);
  if (calls === 0) return "No calls in the last 24 hours";
  const total = (read: (hour: StripHour) => number) => hours.reduce((sum, hour) => sum + read(hour), 0);
  const latency = total((hour) => hour.calls * (hour.latency ?? 0)) / calls;
  const holds = strip?.holds.length ?? 0;
  return [
    describeHour({
      at: "",
      calls,
      refused: total((hour) => hour.refused),
      failed: total((hour) => hour.failed),
      latency: Math.round(latency),
    }),
    holds > 0 && `paused ${formatNoun(holds, "time")}`,
  ]
    .filter(Boolean)
    .join(", ");
}
