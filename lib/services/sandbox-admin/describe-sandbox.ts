import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { callSandbox } from "./call-sandbox";
import { listSimulated } from "./list-simulated";

export const settingValue = z.json();
export type SettingValue = z.output<typeof settingValue>;

/** One field of a form. `seconds` is kept in milliseconds; `limit` is `{ requests, windowMs, burst }` or null. */
const field = z.object({
  name: z.string(),
  title: z.string(),
  hint: z.string().optional(),
  control: z.enum(["seconds", "number", "text", "switch", "choice", "json", "limit"]),
  options: z.array(z.object({ value: z.union([z.string(), z.number()]), label: z.string() })).optional(),
  isOptional: z.boolean().optional(),
  initial: settingValue,
});
export type SandboxField = z.output<typeof field>;

const option = z.object({ value: z.string(), label: z.string() });
const explained = option.extend({ meaning: z.string(), fields: field.array() });

const description = z.object({
  carriers: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      endpoints: option.array(),
      envelopes: z.string().array(),
      outcomes: explained.extend({ target: z.enum(["numbers", "campaigns"]) }).array(),
      changes: explained.array(),
      deliversInbound: z.boolean(),
    }),
  ),
  /** Without a carrier: for all. */
  faults: explained.extend({ carrier: z.string().optional() }).array(),
  settings: z.array(z.object({ title: z.string(), fields: field.extend({ path: z.string() }).array() })),
});
export type SandboxDescription = z.output<typeof description>;
export type SimulatedCarrier = SandboxDescription["carriers"][number];

/** What forms about the sandbox need, as its carriers' definitions have it; without carriers that are not simulated here. */
export async function describeSandbox(ctx: Context): Promise<SandboxDescription> {
  const simulated = new Set((await listSimulated(ctx)).map(({ id }) => id));
  const { carriers, faults, settings } = await callSandbox({
    method: "GET",
    path: "/description",
    answer: description,
  });
  return {
    carriers: carriers.filter(({ id }) => simulated.has(id)),
    faults: faults.filter(({ carrier }) => carrier === undefined || simulated.has(carrier)),
    settings,
  };
}

/** The name of a carrier; its id where this installation does not know it. */
export const nameCarrier = (id: string): string => findCarrier(id)?.label ?? id;
