import type { AccountChoice } from "@/lib/domain/account-choice";
import type { PhoneNumber } from "@/lib/domain/phone-number";

/** A conversation between one of our numbers and somebody else, with its last message. */
export type ThreadView = {
  number: PhoneNumber;
  peer: string;
  body: string;
  direction: "in" | "out";
  state: string;
  deliveryState: string | null;
  occurredAt: string;
  /** The other side has stopped messages from this number. */
  isOptedOut: boolean;
};
/** `next` is the cursor of older threads, or null. */
export type ThreadPage = { rows: ThreadView[]; next: string | null };

/** A number from which messages can be sent, and the account through which. */
export type Sender = { number: PhoneNumber; account: AccountChoice };
