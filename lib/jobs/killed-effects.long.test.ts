import { it } from "vitest";
import { killDuringEffects } from "@/lib/test/kill-during-effects";

it("gives each of very many single changes its effect once, while workers are killed a hundred times", async () => {
  await killDuringEffects({ kills: 100, each: 400 });
});
