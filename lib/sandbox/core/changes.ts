import { z } from "zod";
import { describeFields, tenDigits } from "./fields";
import { type Running, type World } from "./world";

const changeInput = z.strictObject({
  carrier: z.string(),
  change: z.string(),
  numbers: z.array(tenDigits).min(1, "Give at least one number.").max(100_000),
  values: z.record(z.string(), z.string()).default({}),
});

/** Makes a change that nobody requested; returns how many numbers it names. Throws a ZodError. */
export function makeChange(world: World, input: unknown): number {
  const { carrier, change, numbers, values } = changeInput.parse(input);
  const running = world.running.find(({ definition }) => definition.id === carrier);
  const kind = running?.definition.changes?.find(({ value }) => value === change);
  if (!running?.simulation.change || !kind) {
    const path = [running ? "change" : "carrier"];
    throw new z.ZodError([{ code: "custom", path, message: "Choose a change of this carrier.", input: change }]);
  }
  const parsed = z.object({ values: z.strictObject(kind.fields) }).parse({ values });
  running.simulation.change({
    value: change,
    numbers: [...new Set(numbers)],
    values: parsed.values as Record<string, string | undefined>,
  });
  return new Set(numbers).size;
}

export const describeChanges = ({ definition }: Running) =>
  (definition.changes ?? []).map(({ fields, ...change }) => ({ ...change, fields: describeFields(fields) }));
