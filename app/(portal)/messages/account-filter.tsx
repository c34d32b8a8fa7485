import { SelectFilter } from "@/components/data-table/filter-bar";
import type { MessageAccount } from "@/lib/services/messages/list-account-choices";

/** Nothing where there is no choice. */
export const AccountFilter = ({ accounts }: { accounts: readonly MessageAccount[] }) =>
  accounts.length > 1 && (
    <SelectFilter
      name="account"
      label="Any account"
      options={accounts.map(({ id, label }) => ({ value: id, label }))}
      className="w-full sm:w-48"
    />
  );
