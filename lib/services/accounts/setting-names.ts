import "server-only";
import { z } from "zod";
import type { RegisteredCarrier } from "@/lib/carriers/carrier";

const settingShape = z.object({ shape: z.record(z.string(), z.unknown()) });

/** The names of a carrier's settings, in the order of its schema. */
export function listSettingNames(definition: RegisteredCarrier): string[] {
  const parsed = settingShape.safeParse(definition.settings);
  return parsed.success ? Object.keys(parsed.data.shape) : [];
}
