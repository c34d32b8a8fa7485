/**
 * The least of up to five measurements, and no more than it takes to get below `bound`: other programs, and what earlier tests left for
 * the garbage collector, can only make a measurement larger.
 */
export async function leastOf(bound: number, measure: () => number | Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5 && least >= bound; run += 1) least = Math.min(least, await measure());
  return least;
}

/** Milliseconds of this process's own time. */
export async function processorTime(work: () => unknown): Promise<number> {
  const started = process.cpuUsage();
  await work();
  return process.cpuUsage(started).user / 1000;
}

/** How many times as long ten times as much takes: 10 for time in proportion, 100 for its square. */
export async function growthOf(work: (size: number) => unknown, size: number): Promise<number> {
  const least = async (count: number) =>
    Math.min(
      await processorTime(() => work(count)),
      await processorTime(() => work(count)),
      await processorTime(() => work(count)),
    );
  await work(size);
  return (await least(10 * size)) / (await least(size));
}
