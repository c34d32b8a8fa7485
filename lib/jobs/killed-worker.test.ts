import { testKills } from "@/lib/test/kill-workers";

testKills({ kills: 6, numbers: 1_000 });
