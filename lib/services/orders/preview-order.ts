import "server-only";
import { z } from "zod";
import type { Context, OpenAccount } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { ORDER_KINDS, orderKind, type KnownNumber, type OrderKind } from "@/lib/domain/order";
import { countNote } from "@/lib/domain/order-kinds/definition";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { groupVerdicts, preflightInput, type Preflight } from "@/lib/domain/preflight";
import { readKnownNumbers } from "./preview-known-numbers";

export const previewOrderInput = preflightInput.extend({
  kind: orderKind,
  params: z.record(z.string(), z.string().trim().max(2_000)).default({}),
});
export type PreviewOrderInput = z.output<typeof previewOrderInput>;

/** Each number once, with what is recorded of it at the account. */
export type PreviewedNumber = { number: PhoneNumber; known: KnownNumber };

/**
 * Dry run of an order, from the database alone: the carrier is not asked and nothing is sent.
 * Errors: NOT_FOUND (account), INVALID_INPUT (the carrier does not offer this kind).
 */
export async function previewOrder(ctx: Context, input: PreviewOrderInput): Promise<Preflight> {
  const { preflight } = await previewNumbers(ctx, await ctx.carriers.open(input.accountId), input);
  return preflight;
}

/** The same at an open account, with what is recorded of each number. */
export async function previewNumbers(
  ctx: Pick<Context, "sql">,
  account: OpenAccount,
  { kind, numbers, params }: Omit<PreviewOrderInput, "accountId">,
): Promise<{ preflight: Preflight; entries: PreviewedNumber[] }> {
  const carrier = account.definition.label;
  requireProgram(account, kind);
  const { preview, label } = ORDER_KINDS[kind];
  if (!preview) throw new AppError("INVALID_INPUT", `"${label}" has no preview.`);
  const distinct = [...new Set(numbers)];
  const find = await readKnownNumbers(ctx.sql, account.id, distinct);
  const entries = distinct.map((number) => ({ number, known: find(number) }));
  const inputs = entries.map((entry) => ({ ...entry, carrier, params }));
  const groups = groupVerdicts(inputs.map((input) => ({ number: input.number, ...preview.assess(input) })));
  return { preflight: { groups, notes: countNote(preview, inputs) }, entries };
}

/** The carrier's program for this kind of order. Throws AppError INVALID_INPUT where it has none. */
export function requireProgram({ carrier, definition }: OpenAccount, kind: OrderKind) {
  const program = carrier.programs[kind];
  if (!program) throw new AppError("INVALID_INPUT", `${definition.label} does not offer "${ORDER_KINDS[kind].label}".`);
  return program;
}
