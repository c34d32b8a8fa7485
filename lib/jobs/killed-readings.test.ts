import { testReadingKills } from "@/lib/test/kill-during-readings";

testReadingKills({ kills: 3, size: 800, each: 60 });
