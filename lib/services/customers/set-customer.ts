import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import type { NumberEditResult, setCustomerInput } from "@/lib/domain/number-edit";
import { applyCustomers } from "./apply-customer";
import { editNumbers, spellNumbers } from "./edit-numbers";
import { resolveCustomer } from "./resolve-names";

/**
 * Sets or clears the customer of numbers; a name that no customer has makes one. Says how many changed and how many had it already. Errors:
 * INVALID_INPUT (no number, more than 50,000), NOT_FOUND (customer, order, lookup), CONFLICT (the customer is archived).
 */
export const setCustomer = (
  ctx: Context,
  { id, customer, source, name }: z.output<typeof setCustomerInput>,
): Promise<NumberEditResult> =>
  editNumbers(ctx, {
    id,
    kind: "set-customer",
    source,
    resolve: async (client) => {
      const found = customer && (await resolveCustomer(client, ctx, customer));
      return { customerId: found?.id ?? null, tagId: null, label: found?.name ?? null };
    },
    apply: async (client, numbers, { customerId, label }) => {
      const chosen = customerId === null ? null : { id: customerId, name: label ?? "" };
      const applied = await applyCustomers(
        client,
        ctx.actor.id,
        numbers.map((number) => ({ number, customer: chosen })),
      );
      return applied.map(({ number, before }) => ({ number, customerId: before?.id ?? null }));
    },
    record: (client, { changed, label }, { customerId }, [first]) =>
      recordAuditSql(client, ctx.actor, {
        action: customerId === null ? "numbers.customer-cleared" : "numbers.customer-set",
        entityType: changed === 1 ? "number" : "customer",
        entityId: changed === 1 ? (first?.number ?? id) : (customerId ?? id),
        summary:
          label === null
            ? `Customer of ${spellNumbers(changed)} cleared: ${name}`
            : `Customer of ${spellNumbers(changed)} set to ${label}: ${name}`,
        after: { edit: id, numbers: changed, customer: label, ...("query" in source && { query: source.query }) },
      }),
  });
