import { testReadingKills } from "@/lib/test/kill-during-readings";

testReadingKills({ kills: 40, size: 8_000, each: 500 });
