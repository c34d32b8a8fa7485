import type { NumberAction } from "@/lib/domain/order";
import type { AccountView, NumberStatus } from "@/lib/services/numbers/number-view";
import type { NumberRights } from "./number-rights";

/** Opens the form of an order of the number at the account. */
export type Ask = (action: NumberAction, account: AccountView) => void;

export type VerdictProps = { status: NumberStatus; rights: NumberRights; onAsk: Ask; onRead: () => void };
