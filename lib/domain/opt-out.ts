import type { PhoneNumber } from "./phone-number";

/** Words with which a recipient stops messages, alone in a message; `opt_word` in the database decides. */
export const STOP_WORDS = ["STOP", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "STOPALL", "OPTOUT", "REVOKE"] as const;
/** Words that allow them again. */
export const START_WORDS = ["START", "UNSTOP"] as const;

/** A recipient who has stopped messages from a number of ours. `word`: as it was written. */
export type OptOut = { number: PhoneNumber; peer: string; word: string; at: string };
/** Of one number: how many recipients have stopped it, and the latest ones. */
export type OptOuts = { count: number; latest: readonly OptOut[] };
