import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { DEFAULT_QUANTITY_LIMITS, MAX_IN_CART, type QuantityLimits } from "@/lib/domain/cart";
import { can, ROLES, type Role } from "@/lib/domain/permissions";
import { saveSetting } from "@/lib/db/save-setting";

const KEY = "purchase.limits";

const limit = z
  .int()
  .min(1, "At least 1.")
  .max(MAX_IN_CART, `At most ${MAX_IN_CART.toLocaleString("en-US")}.`);
export const quantityLimitsInput = z.object({ "account-manager": limit, administrator: limit });
export type QuantityLimitsInput = z.output<typeof quantityLimitsInput>;

/** How many numbers each role may order at once. A role that may not order has none, whatever is stored. */
export async function readQuantityLimits({ db }: Pick<Context, "db">): Promise<QuantityLimits> {
  const row = await db.setting.findUnique({ where: { key: KEY } });
  const stored = quantityLimitsInput.partial().safeParse(row?.value).data ?? {};
  const entries = ROLES.map((role): [Role, number | null] => [
    role,
    can(role, "orders:write") ? ({ ...DEFAULT_QUANTITY_LIMITS, ...stored }[role] ?? null) : null,
  ]);
  return Object.fromEntries(entries) as QuantityLimits;
}

export async function saveQuantityLimits(ctx: Context, limits: QuantityLimitsInput): Promise<void> {
  const before = await readQuantityLimits(ctx);
  await saveSetting(ctx, KEY, limits, {
    action: "limits.changed",
    summary: "Changed how many numbers may be ordered at once",
    before: { ...before },
    after: { ...before, ...limits },
  });
}
