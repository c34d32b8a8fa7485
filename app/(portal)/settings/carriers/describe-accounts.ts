import { formatCount, formatNoun } from "@/components/ui/format";
import type { AnswerPart } from "@/lib/domain/answer";
import type { AccountDetail } from "@/lib/services/accounts/account-view";

type Account = Pick<AccountDetail, "pause" | "isEnabled" | "mode">;

/** The accounts in one line: how many, how many of them live, and which do not work. */
export function describeAccounts(accounts: readonly Account[]): AnswerPart[] {
  const count = (isSo: (account: Account) => boolean) => accounts.filter(isSo).length;
  const paused = count(({ pause }) => pause !== null);
  const off = count(({ isEnabled }) => !isEnabled);
  const live = count(({ mode, isEnabled }) => mode === "live" && isEnabled);
  if (accounts.length === 0) return [{ text: "No carrier accounts" }];
  return [
    { text: formatNoun(accounts.length, "account") },
    { text: live === 0 ? "none live" : `${formatCount(live)} live` },
    ...(paused > 0 ? [{ text: `${formatCount(paused)} paused`, tone: "bad" } as const] : []),
    ...(off > 0 ? [{ text: `${formatCount(off)} off`, tone: "pending" } as const] : []),
  ];
}
