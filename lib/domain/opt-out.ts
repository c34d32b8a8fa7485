/** What a customer texts to get no more messages from a number, and to get them again; the whole text, in any case. */
export const STOP_WORDS = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"] as const;
export const START_WORDS = ["START", "UNSTOP", "YES"] as const;

/** A customer whose last such word was a stop. `at` is ISO 8601. */
export type OptOut = { peer: string; word: string; at: string };
