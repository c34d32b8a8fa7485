import { formatChoice } from "@/lib/domain/account-choice";
import { ORDER_KINDS } from "@/lib/domain/order";
import { DEFAULT_ACCOUNT_KINDS, type Preferences } from "@/lib/domain/preferences";
import type { CapableAccount } from "@/lib/services/accounts/list-capable-accounts";

/** What a default can be chosen for, with its accounts; `accounts` in the order of `DEFAULT_ACCOUNT_KINDS`. */
export function listDefaultKinds(
  accounts: readonly Pick<CapableAccount, "id" | "name" | "mode">[][],
  preferences: Pick<Preferences, "defaultAccounts">,
) {
  return DEFAULT_ACCOUNT_KINDS.flatMap((kind, n) => {
    const options = (accounts[n] ?? []).map((account) => ({ value: account.id, label: formatChoice(account) }));
    return options.length === 0
      ? []
      : [{ kind, label: ORDER_KINDS[kind].label, options, chosen: preferences.defaultAccounts[kind] ?? null }];
  });
}
