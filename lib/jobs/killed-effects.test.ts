import { it } from "vitest";
import { killDuringEffects } from "@/lib/test/kill-during-effects";

it("gives each message, application, brand and campaign its effect once, while workers are killed", async () => {
  await killDuringEffects({ kills: 6, each: 16 });
});
