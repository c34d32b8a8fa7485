import { testKills } from "@/lib/test/kill-workers";

testKills({ kills: 50, numbers: 2_000 });
