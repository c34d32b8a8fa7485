import { testFairness } from "@/lib/test/fairness";

// One percent of the large order: what a busy machine adds is no matter of the queue.
testFairness({ overtakenAtMost: 100 });
