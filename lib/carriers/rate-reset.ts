const MAX_RESET_MS = 60 * 60 * 1000;

/**
 * The time (epoch ms) before which a rate-limited caller must not return; undefined if not given. `Retry-After` is seconds or
 * a date; `X-RateLimit-Reset` is epoch seconds, epoch milliseconds or a number of seconds, told apart by size.
 */
export function readRateReset(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const at = readRetryAfter(headers["retry-after"], now) ?? readEpoch(headers["x-ratelimit-reset"], now);
  return at === undefined ? undefined : Math.min(Math.max(at, now), now + MAX_RESET_MS);
}

function readRetryAfter(text: string | undefined, now: number) {
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text.trim())) return now + Number(text) * 1000;
  // The parser of dates also reads "-5", as a month; every date of HTTP begins with its weekday.
  const date = /^\s*(mon|tue|wed|thu|fri|sat|sun)/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : date;
}

function readEpoch(text: string | undefined, now: number) {
  const value = Number(text?.trim() || Number.NaN);
  if (!Number.isFinite(value) || value < 0) return undefined;
  if (value > 1e11) return value;
  return value > 1e9 ? value * 1000 : now + value * 1000;
}
