"use client";

import { Pencil, Plus, X } from "lucide-react";
import { TagChip } from "@/components/numbers/label-chips";
import { LabelPicker } from "@/components/numbers/label-picker";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { TextLink } from "@/components/ui/link";
import { formatNational } from "@/lib/domain/phone-number";
import type { NumberStatus } from "@/lib/services/numbers/number-view";
import { useNumberEdit } from "../../customers/use-number-edit";
import type { NumberRights } from "./number-rights";

/** Whose number it is, and its tags; changed in place. */
export function NumberLabels({
  status: { number, customer, tags },
  rights,
}: {
  status: NumberStatus;
  rights: NumberRights;
}) {
  const { isBusy, setCustomer, changeTag } = useNumberEdit({
    name: formatNational(number),
    source: { list: "given", numbers: [number] },
  });
  return (
    <section aria-label="Customer and tags" className="flex flex-col gap-3">
      <h2 className="text-base font-semibold text-ink">Customer</h2>
      <div className="flex min-h-7 items-center justify-between gap-2 text-sm">
        {customer ? (
          <TextLink href={`/customers/${customer.id}`} className="min-w-0 truncate">
            {customer.name}
          </TextLink>
        ) : (
          <span className="text-muted">No customer</span>
        )}
        {rights.customer === null && (
          <LabelPicker
            kind="customer"
            label="Set customer"
            canCreate
            isClearable={customer !== null}
            onPick={setCustomer}
            trigger={
              customer ? (
                <IconButton label="Change the customer" icon={<Pencil />} hasTooltip={false} disabled={isBusy} />
              ) : (
                <Button size="sm" isBusy={isBusy}>
                  Set customer…
                </Button>
              )
            }
          />
        )}
      </div>
      <ul aria-label="Tags" className="flex flex-wrap items-center gap-1.5">
        {tags.map((tag) => (
          <li key={tag.id}>
            <TagChip tag={tag}>
              {rights.annotate === null && (
                <button
                  type="button"
                  aria-label={`Remove tag ${tag.name}`}
                  className="-mr-1.5 flex size-6 items-center justify-center rounded-sm hover:bg-hover"
                  onClick={() => changeTag(tag, false)}
                >
                  <X aria-hidden className="size-3" />
                </button>
              )}
            </TagChip>
          </li>
        ))}
        {rights.annotate === null && (
          <li>
            <LabelPicker
              kind="tag"
              label="Add tag"
              canCreate
              onPick={(tag) => tag && changeTag(tag, true)}
              trigger={
                <Button size="sm" variant="ghost" icon={<Plus aria-hidden />} isBusy={isBusy}>
                  Tag
                </Button>
              }
            />
          </li>
        )}
        {tags.length === 0 && rights.annotate !== null && <li className="text-sm text-muted">No tags</li>}
      </ul>
    </section>
  );
}
