import { FilterBar, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import { TextLink } from "@/components/ui/link";
import type { CustomerName } from "@/lib/domain/customer";
import { toOptions } from "@/lib/domain/labels";
import { FILE_KINDS } from "@/lib/domain/uploads/action-names";
import { labelKind, UPLOAD_STATE_LABELS } from "@/lib/domain/uploads/upload-labels";

const KINDS = FILE_KINDS.map((value) => ({ value, label: labelKind(value) }));

/** `customer`: only uploads with numbers of this one are shown. */
export const UploadFilters = ({ customer }: { customer: CustomerName | null }) => (
  <>
    <FilterBar>
      <TextFilter name="q" label="Name or reference" className="w-full sm:w-56" />
      <div className="flex min-w-0 gap-2 max-sm:w-full max-sm:*:min-w-0 max-sm:*:flex-1">
        <SelectFilter name="state" label="Any state" options={toOptions(UPLOAD_STATE_LABELS)} />
        <SelectFilter name="kind" label="Any action" options={KINDS} />
      </div>
    </FilterBar>
    {customer && (
      <p className="text-sm text-muted">
        With numbers of <TextLink href={`/customers/${customer.id}`}>{customer.name}</TextLink>.{" "}
        <TextLink href="/uploads">Show all uploads</TextLink>
      </p>
    )}
  </>
);
