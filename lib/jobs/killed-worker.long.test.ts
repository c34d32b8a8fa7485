import { testKills } from "@/lib/test/test-kills";

testKills({ kills: 50, numbers: 2_000 });
