import { findNearest } from "@/lib/domain/nearest-names";
import type { UploadAccount } from "./checked-row";
import { foldName } from "./fold-name";

/** "Bandwidth · Main", as everywhere on screen. */
export const nameAccount = ({ carrierLabel, label }: Pick<UploadAccount, "carrierLabel" | "label">) =>
  `${carrierLabel} · ${label}`;

/** The same with its mode, where that tells two apart. */
export const nameWithMode = (account: UploadAccount) => `${nameAccount(account)} (${account.mode})`;

/**
 * Finds the accounts that a cell may mean: by id, by "Carrier · label", by label or by carrier, with or without the mode. The most exact
 * form that fits decides; several are left to the caller.
 */
export function createAccountFinder(accounts: readonly UploadAccount[]) {
  const exact = new Map<string, UploadAccount[]>();
  const loose = new Map<string, UploadAccount[]>();
  const add = (map: Map<string, UploadAccount[]>, name: string, account: UploadAccount) => {
    const key = foldName(name);
    const own = map.get(key) ?? [];
    if (!own.includes(account)) map.set(key, [...own, account]);
  };
  for (const account of accounts) {
    const { id, carrierId, carrierLabel, label, mode } = account;
    add(exact, id, account);
    for (const carrier of [carrierId, carrierLabel]) {
      add(exact, `${carrier} ${label}`, account);
      add(exact, `${carrier} ${label} ${mode}`, account);
      add(loose, carrier, account);
      add(loose, `${carrier} ${mode}`, account);
    }
    add(loose, label, account);
    add(loose, `${label} ${mode}`, account);
  }
  return {
    find(text: string): readonly UploadAccount[] {
      const key = foldName(text);
      return exact.get(key) ?? loose.get(key) ?? [];
    },
    findNearest: (text: string): readonly UploadAccount[] => {
      const byName = findNearest(accounts, text, nameAccount);
      return byName.length > 0 ? byName : findNearest(accounts, text, ({ label }) => label);
    },
  };
}
