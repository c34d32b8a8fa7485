import { Card } from "@/components/ui/card";
import { Badge } from "@/components/ui/badge";
import { StateBadge } from "@/components/ui/state-badge";
import { RelativeTime } from "@/components/ui/time";
import type { CarrierHealth } from "@/lib/services/home/list-carrier-health";

const CONDITIONS = {
  well: { tone: "good", label: "Healthy" },
  limited: { tone: "pending", label: "Rate-limited" },
  troubled: { tone: "bad", label: "Failing" },
  held: { tone: "bad", label: "Paused" },
  off: { tone: "pending", label: "Off until a test passes" },
  silent: { tone: "neutral", label: "No calls yet" },
} as const;

export function CarrierHealthList({ carriers }: { carriers: readonly CarrierHealth[] }) {
  return (
    <Card isFlush>
      <ul className="divide-y divide-line">
        {carriers.map(({ accountId, label, isSandbox, condition, message, at }) => (
          <li key={accountId} className="flex flex-col gap-1 px-4 py-3">
            <span className="flex flex-wrap items-center gap-2 text-sm font-medium text-ink">
              {label}
              <Badge>{isSandbox ? "Sandbox" : "Live"}</Badge>
              <span className="ml-auto">
                <StateBadge {...CONDITIONS[condition]} look="plain" />
              </span>
            </span>
            <span className="text-xs text-muted">
              {condition === "well" || condition === "silent" ? null : `${message} `}
              {at && <RelativeTime at={at} prefix="Last call" />}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
