"use client";

import { Field } from "@/components/ui/field";
import { Select, type SelectOption } from "@/components/ui/select";
import type { OrderKind } from "@/lib/domain/order";
import { setDefaultAccountAction } from "../../preference-actions";
import { useSave } from "./use-save";

type Kind = { kind: OrderKind; label: string; options: readonly SelectOption[]; chosen: string | null };

/** One choice for each kind of order; a kind that only one account can do needs none. */
export function DefaultAccounts({ kinds }: { kinds: readonly Kind[] }) {
  const { save, isBusy } = useSave();
  if (kinds.length === 0) return <p className="text-sm text-muted">No carrier account is in use.</p>;
  return (
    <div className="grid max-w-3xl gap-3 sm:grid-cols-2">
      {kinds.map(({ kind, label, options, chosen }) => (
        <Field key={kind} label={label}>
          <Select
            value={options.some(({ value }) => value === chosen) ? (chosen ?? "") : ""}
            disabled={isBusy}
            placeholder="The one chosen last"
            options={options}
            onChange={({ target }) =>
              save(
                () => setDefaultAccountAction({ kind, accountId: target.value === "" ? null : target.value }),
                `${label}: default account saved`,
              )
            }
          />
        </Field>
      ))}
    </div>
  );
}
