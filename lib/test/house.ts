import type { SandboxOptions } from "@/lib/sandbox/start-sandboxes";
import { createTestDatabase } from "./database";
import { openHouseOn, type House } from "./house-on";

export * from "./house-on";

/** A house of one test file's own, on a database of its own. */
export const openHouse = async (options: Partial<SandboxOptions> = {}): Promise<House> =>
  openHouseOn(await createTestDatabase(), options);
