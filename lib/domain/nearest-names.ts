/** Edit distance: how many letters to change, add or remove to turn one text into the other. */
export function countEdits(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

const fold = (text: string) => text.trim().toUpperCase();

/** Smaller is nearer: name prefix, word prefix, substring, misspelling; null if not near at all. */
export function measureName(name: string, typed: string): number | null {
  const [whole, part] = [fold(name), fold(typed)];
  if (part === "") return null;
  if (whole.startsWith(part)) return 0;
  if (whole.split(/[\s-]+/).some((word) => word.startsWith(part))) return 1;
  if (whole.includes(part)) return 2;
  const edits = Math.min(countEdits(whole, part), countEdits(whole.slice(0, part.length), part) + 0.5);
  return edits <= Math.max(part.length / 3, 1.5) ? 2 + edits : null;
}

/** The names nearest to what was typed, nearest first; ties keep the given order. */
export function findNearest<T>(list: readonly T[], typed: string, read: (one: T) => string, max = 3): T[] {
  const near = list.flatMap((one) => {
    const distance = measureName(read(one), typed);
    return distance === null ? [] : [{ one, distance }];
  });
  return near
    .sort((a, b) => a.distance - b.distance)
    .slice(0, max)
    .map(({ one }) => one);
}

type CountedName = { rateCenter: string; state: string | null; count: number };

/** `HACK is not a rate center. HACKENSACK has 1,183.` `place` narrows it: `in NJ`. */
export function describeUnknownRateCenter(typed: string, nearest: readonly CountedName[], place = ""): string {
  const head = `${fold(typed)} is not a rate center${place === "" ? "" : ` ${place}`}.`;
  if (nearest.length === 0) return `${head} No rate center with available numbers has a similar name.`;
  const names = nearest.map(
    ({ rateCenter, state, count }) =>
      `${rateCenter}${state === null || place !== "" ? "" : `, ${state},`} has ${count.toLocaleString("en-US")}`,
  );
  return `${head} ${names.join("; ")}.`;
}
