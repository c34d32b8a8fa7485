import { type CampaignRoom, countFree } from "@/lib/domain/campaign";
import { cx } from "../ui/cx";
import { formatCount } from "../ui/format";

/** How full a campaign is: what the carrier named, what open orders would add, and the rest. */
export function CapacityMeter({ room, isWide = false }: { room: CampaignRoom; isWide?: boolean }) {
  const { capacity, used, pending } = room;
  const free = countFree(room);
  const isOver = used + pending > capacity;
  const whole = Math.max(capacity, used + pending, 1);
  const share = (count: number) => ({ width: `${(count / whole) * 100}%` });
  return (
    <div className={cx("flex min-w-32 flex-col gap-1", isWide && "gap-2")}>
      <div
        role="meter"
        aria-label="Numbers in the campaign, open orders included"
        aria-valuemin={0}
        aria-valuemax={whole}
        aria-valuenow={used + pending}
        aria-valuetext={`${formatCount(used + pending)} of ${formatCount(capacity)}`}
        className={cx("flex overflow-hidden rounded-sm bg-sunken", isWide ? "h-2.5" : "h-1.5")}
      >
        <span className={isOver || free === 0 ? "bg-bad-solid" : "bg-accent"} style={share(used)} />
        <span className="bg-pending-solid" style={share(pending)} />
      </div>
      <p className="text-xs whitespace-nowrap text-muted tabular-nums">
        <span className={cx("font-medium", isOver ? "text-bad" : "text-ink")}>
          {formatCount(used + pending)} of {formatCount(capacity)}
        </span>
        {pending > 0 && `, ${formatCount(pending)} on the way`}
        {isWide &&
          (isOver ? `, ${formatCount(used + pending - capacity)} too many` : `, room for ${formatCount(free)}`)}
        {!isWide && free === 0 && !isOver && ", full"}
      </p>
    </div>
  );
}
