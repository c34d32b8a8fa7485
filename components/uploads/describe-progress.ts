import type { UploadProgress } from "@/lib/domain/uploads/upload";
import { formatCount, formatDuration, formatNoun } from "../ui/format";

/** `4.2 MB`, `310 kB`. */
export const formatBytes = (bytes: number): string =>
  bytes >= 1_000_000
    ? `${(bytes / 1_000_000).toLocaleString("en-US", { maximumFractionDigits: bytes < 10_000_000 ? 1 : 0 })} MB`
    : `${formatCount(Math.ceil(bytes / 1_000))} kB`;

/** `12 MB of 40 MB · 1.2 MB per second · about 23 s left`; the rate is shown once it means something. */
export function describeTransfer({
  done,
  total,
  since,
  from = 0,
  now,
}: {
  done: number;
  total: number;
  /** In milliseconds, when `from` bytes were there. */
  since: number;
  from?: number;
  now: number;
}): string {
  const seconds = (now - since) / 1_000;
  const perSecond = seconds >= 1 ? (done - from) / seconds : 0;
  const parts = [`${formatBytes(done)} of ${formatBytes(total)}`];
  if (perSecond > 0) {
    parts.push(`${formatBytes(perSecond)} per second`);
    if (done < total) parts.push(`about ${formatDuration(((total - done) / perSecond) * 1_000)} left`);
  }
  return parts.join(" · ");
}

const NOUNS = { rows: "row", numbers: "number", orders: "order" } as const;

/** `120,000 of 1,000,000 rows · 34,000 per second · about 26 s left`. */
export function describeProgress({ done, total, unit, startedAt }: UploadProgress, now: number): string {
  const since = Date.parse(startedAt);
  if (unit === "bytes") return total === null ? formatBytes(done) : describeTransfer({ done, total, since, now });
  const seconds = (now - since) / 1_000;
  const perSecond = seconds >= 1 ? done / seconds : 0;
  const parts = [
    total === null ? formatNoun(done, NOUNS[unit]) : `${formatCount(done)} of ${formatNoun(total, NOUNS[unit])}`,
  ];
  if (perSecond >= 1) parts.push(`${formatCount(Math.round(perSecond))} per second`);
  if (perSecond > 0 && total !== null && done < total)
    parts.push(`about ${formatDuration(((total - done) / perSecond) * 1_000)} left`);
  return parts.join(" · ");
}
