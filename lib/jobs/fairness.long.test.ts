import { testFairness } from "@/lib/test/fairness";

// Ten calls a second: two seconds' slots, and two of its own.
testFairness({ overtakenAtMost: 22 });
