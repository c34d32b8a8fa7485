import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;
/** Places in `/proc/…/stat` after the name: the parent, and the time of the process and of its ended children. */
const PARENT = 1;
const TIMES = [11, 12, 13, 14] as const;

/** Processor time of this process and of all below it, in seconds (Linux only): what other work on the machine does not change. */
export function readProcessorSeconds(): number {
  const parents = new Map<number, { parent: number; ticks: number }>();
  for (const name of readdirSync("/proc")) {
    const fields = readStat(name);
    if (fields === null) continue;
    const ticks = TIMES.reduce((sum, at) => sum + Number(fields[at]), 0);
    parents.set(Number(name), { parent: Number(fields[PARENT]), ticks });
  }
  let total = 0;
  for (const [pid, { ticks }] of parents) if (isBelow(pid, parents)) total += ticks;
  return total / TICKS_PER_SECOND;
}

function readStat(name: string): string[] | null {
  if (!/^\d+$/.test(name)) return null;
  try {
    const text = readFileSync(`/proc/${name}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

function isBelow(pid: number, parents: ReadonlyMap<number, { parent: number }>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 0; at = parents.get(at)?.parent)
    if (at === process.pid) return true;
  return false;
}
