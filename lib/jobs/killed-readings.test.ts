import { testReadingKills } from "@/lib/test/kill-during-readings";

testReadingKills({ kills: 2, size: 400, each: 30 });
