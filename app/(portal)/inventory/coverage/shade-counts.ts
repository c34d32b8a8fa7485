/** One step of the map's scale: counts from `from` up to the next step. `strength` is the share of the accent color in percent. */
export type Shade = { from: number; to: number | null; strength: number };

const STRENGTHS = [10, 26, 43, 62, 95] as const;

/** Five steps, each of about as many places, with round borders; fewer where the counts are few or alike. */
export function shadeCounts(counts: readonly number[]): Shade[] {
  const sorted = counts.filter((count) => count > 0).sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const borders = STRENGTHS.slice(1).map((_, index) => {
    const count = sorted[Math.floor((sorted.length * (index + 1)) / STRENGTHS.length)] ?? 1;
    return roundDown(count);
  });
  const starts = [...new Set([1, ...borders])].sort((a, b) => a - b);
  // Few steps use the whole width of the scale.
  const strengths = starts.map((_, index) => STRENGTHS[STRENGTHS.length - starts.length + index] ?? 95);
  return starts.map((from, index) => ({
    from,
    to: (starts[index + 1] ?? null) === null ? null : (starts[index + 1] ?? 0) - 1,
    strength: strengths[index] ?? 95,
  }));
}

export const findShade = (shades: readonly Shade[], count: number): Shade | null =>
  count === 0 ? null : (shades.findLast(({ from }) => from <= count) ?? null);

/** Two digits and zeros: 42,713 is 42,000. */
function roundDown(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.max(1, Math.floor(count / unit) * unit);
}
