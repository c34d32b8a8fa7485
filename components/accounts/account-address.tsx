"use client";

import type { AccountChoice } from "@/lib/domain/account-choice";
import { useUrlState } from "../data-table/use-url-state";
import { AccountSelect } from "./account-select";

/** The account that a page is about, kept in the URL. Renders nothing if there is only one. */
export function AccountAddress({
  accounts,
  accountId,
  className = "w-full sm:w-64",
}: {
  accounts: readonly AccountChoice[];
  /** "" until one is chosen. */
  accountId: string;
  className?: string;
}) {
  const { change } = useUrlState();
  if (accounts.length === 1 && accountId !== "") return null;
  return (
    <AccountSelect
      accounts={accounts}
      value={accountId}
      onChange={(account) => change({ account })}
      className={className}
    />
  );
}
