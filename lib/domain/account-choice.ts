import type { OrderKind } from "./order";

/** What an account is chosen for. A person's last choice is remembered for each. */
export type AccountUse = OrderKind | "brand" | "message";

/** One of the accounts that a form offers. `lastFor`: what the person took it for when they last had the choice. */
export type AccountChoice = {
  id: string;
  /** Carrier and label, as in "Bandwidth · Main". */
  name: string;
  mode: "live" | "sandbox";
  lastFor: readonly AccountUse[];
};

/**
 * The account that a form starts with: the one asked for, else the person's last for this use, else the only one there is. Null where
 * the person has to choose: no account is taken because of its place in a list.
 */
export function chooseAccount<Account extends AccountChoice>(
  accounts: readonly Account[],
  use: AccountUse,
  wanted?: string,
): Account | null {
  const asked = accounts.find(({ id }) => id === wanted);
  const last = accounts.find(({ lastFor }) => lastFor.includes(use));
  const only = accounts.length === 1 ? accounts[0] : undefined;
  return asked ?? last ?? only ?? null;
}

/** The name in a list of choices: "Bandwidth · Main (live)". */
export const nameChoice = ({ name, mode }: Pick<AccountChoice, "name" | "mode">): string => `${name} (${mode})`;

/** The label of a button that sends something to a carrier: "Import 4 numbers · live". */
export const markLive = (label: string, mode: AccountChoice["mode"] | undefined): string =>
  mode === "live" ? `${label} · live` : label;
