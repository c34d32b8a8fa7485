const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A length of time in its one or two largest units: `2 h 5 min`, `48 s`. */
export function formatDuration(ms: number): string {
  if (ms < MINUTE) return `${Math.max(Math.round(ms / SECOND), 1)} s`;
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`;
  const minutes = Math.round((ms % HOUR) / MINUTE);
  return `${Math.floor(ms / HOUR)} h${minutes > 0 ? ` ${minutes} min` : ""}`;
}
