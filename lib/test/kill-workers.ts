import { startWorkerProcess, type WorkerProcess } from "./worker-process";

type Killing = {
  url: string;
  kills: number;
  /** The longest time from a worker's start to its end, in milliseconds. */
  longestLife: number;
  /** A failing run can be repeated with its seed. */
  seed: number;
};

/** Runs two workers side by side and kills each at random moments, `kills` times in all. Resolves with two that live on. */
export async function killWorkers({ url, kills, longestLife, seed }: Killing): Promise<WorkerProcess[]> {
  const dice = createDice(seed);
  let killed = 0;
  const runSlot = async () => {
    for (;;) {
      const worker = await startWorkerProcess(url);
      if (killed >= kills) return worker;
      await new Promise((resolve) => setTimeout(resolve, dice() * longestLife));
      if (killed >= kills) return worker;
      killed += 1;
      await worker.kill();
    }
  };
  return Promise.all([runSlot(), runSlot()]);
}

function createDice(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
