import { z } from "zod";
import type { TestedAccount } from "./test-account";

const rate = z.object({
  perSecond: z.number().positive("Give more than 0.").max(10_000, "At most 10,000."),
  burst: z.number().int("A whole number.").min(1, "At least 1.").max(10_000, "At most 10,000."),
});

const label = z.string().trim().min(1, "Give it a name.").max(60, "At most 60 characters.");
/** U+FFFD stands for a character that was refused: a secret with it is not the one that was meant. */
const settings = z.record(
  z.string(),
  z
    .string()
    .trim()
    .max(2_000)
    .refine((text) => !text.includes("\uFFFD"), "Contains a character that cannot be read. Type it again."),
);

export const addAccountInput = z.object({
  carrierId: z.string().min(1, "Choose a carrier."),
  label,
  settings,
  reason: z.string().trim().max(500).optional(),
});
export type AddAccountInput = z.output<typeof addAccountInput>;

/** `settings` holds what is to be stored; a secret that is blank or absent stays as it is. `rates`: only the own ones. */
export const updateAccountInput = z.object({
  id: z.uuid(),
  updatedAt: z.iso.datetime(),
  label,
  isEnabled: z.boolean(),
  settings,
  rates: z.record(z.string(), rate),
  reason: z.string().trim().max(500).optional(),
});
export type UpdateAccountInput = z.output<typeof updateAccountInput>;
/** `tested`: how the probe of a new or changed account ended; null where none was needed. */
export type SavedAccount = { id: string; tested: TestedAccount | null };
