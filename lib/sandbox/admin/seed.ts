import { z } from "zod";
import { toTenDigits } from "../core/exchange";
import { type PlayedCarriers } from "../play-carriers";

const number = z.string().transform((spelling, context) => {
  const ten = toTenDigits(spelling);
  if (ten !== null) return ten;
  context.addIssue({ code: "custom", message: `${spelling} is not a US number of ten digits.` });
  return z.NEVER;
});

/** Numbers that the carriers shall already hold. Any spelling; nothing of it enters the ledger. */
export const seedInput = z.strictObject({
  intelepeer: z
    .strictObject({ owned: z.array(number).default([]), provisioned: z.array(number).default([]) })
    .optional(),
  inumbering: z
    .strictObject({
      owned: z.array(z.strictObject({ number, route: z.number().int().default(4) })).default([]),
      brands: z.array(z.strictObject({ id: z.string(), name: z.string() })).default([]),
      campaigns: z.array(z.strictObject({ id: z.string(), brandId: z.string() })).default([]),
    })
    .optional(),
  bandwidth: z
    .strictObject({
      imported: z.array(number).default([]),
      applications: z
        .array(
          z.strictObject({
            id: z.string(),
            name: z.string(),
            incomingMessageUrl: z.string(),
            callbackHttpMethod: z.enum(["GET", "POST"]).optional(),
          }),
        )
        .default([]),
      registered: z.array(z.strictObject({ number, applicationId: z.string() })).default([]),
    })
    .optional(),
});

export type SeedInput = z.input<typeof seedInput>;

/** Throws a ZodError on a bad list. */
export function seedSandbox(played: PlayedCarriers, input: unknown): void {
  const seed = seedInput.parse(input);
  if (seed.intelepeer) {
    played.intelepeer.seed(seed.intelepeer.owned, false);
    played.intelepeer.seed(seed.intelepeer.provisioned, true);
  }
  if (seed.inumbering) played.inumbering.seed(seed.inumbering);
  if (seed.bandwidth) {
    played.dashboard.seed(seed.bandwidth.imported);
    played.catapult.seed(seed.bandwidth);
  }
}
