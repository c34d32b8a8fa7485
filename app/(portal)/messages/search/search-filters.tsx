import { DateFilter, FilterBar, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import { MESSAGE_SEARCH_STATES } from "@/lib/domain/message-search";
import type { MessageAccount } from "@/lib/services/messages/list-account-choices";
import { AccountFilter } from "../account-filter";

export const SearchFilters = ({ accounts }: { accounts: readonly MessageAccount[] }) => (
  <FilterBar>
    <TextFilter name="q" label="Text, or digits of the other side" className="w-full sm:w-72" />
    <TextFilter name="number" label="Our number" isMono className="w-full sm:w-48" />
    <SelectFilter
      name="state"
      label="Any state"
      options={Object.entries(MESSAGE_SEARCH_STATES).map(([value, label]) => ({ value, label }))}
      className="w-full sm:w-48"
    />
    <TextFilter name="code" label="Error code" isMono className="w-full sm:w-36" />
    <AccountFilter accounts={accounts} />
    <DateFilter name="from" label="From" />
    <DateFilter name="to" label="to" />
  </FilterBar>
);
