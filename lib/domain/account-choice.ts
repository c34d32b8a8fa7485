import type { OrderKind } from "./order";

/** What an account can be chosen for. A person's last choice is remembered for each use. */
export type AccountUse = OrderKind | "brand" | "message";

/** One of the accounts that a form offers. `lastFor`: the uses for which the person chose it last. */
export type AccountChoice = {
  id: string;
  /** Carrier and label, as in "Bandwidth · Main". */
  name: string;
  mode: "live" | "sandbox";
  lastFor: readonly AccountUse[];
};

/**
 * The account preselected in a form: the requested one, else the person's last choice for this use, else the only one.
 * Null when the person must choose. List order never decides.
 */
export function chooseAccount<Account extends AccountChoice>(
  accounts: readonly Account[],
  use: AccountUse,
  wanted?: string,
): Account | null {
  const requested = accounts.find(({ id }) => id === wanted);
  const last = accounts.find(({ lastFor }) => lastFor.includes(use));
  const only = accounts.length === 1 ? accounts[0] : undefined;
  return requested ?? last ?? only ?? null;
}

/** The name in a list of choices: "Bandwidth · Main (live)", or "Bandwidth · Sandbox", which says it already. */
export const formatChoice = ({ name, mode }: Pick<AccountChoice, "name" | "mode">): string =>
  name.toLowerCase().endsWith(`· ${mode}`) ? name : `${name} (${mode})`;

/** The label of a button that sends something to a carrier: "Import 4 numbers · live". */
export const markLive = (label: string, mode: AccountChoice["mode"] | undefined): string =>
  mode === "live" ? `${label} · live` : label;
