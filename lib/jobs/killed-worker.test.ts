import { testKills } from "@/lib/test/test-kills";

testKills({ kills: 6, numbers: 1_000 });
