import "server-only";
import type { Sql } from "@/lib/db/client";
import {
  BY_ADDRESS,
  BY_PERSON,
  BY_SOURCE,
  countAttempt,
  forgetAttempts,
  keyOfPerson,
  keyOfSource,
  takeBackAttempt,
  takeTurn,
  toNetwork,
} from "@/lib/services/people/attempt-throttle";

/** A browser in which people have signed in before: the ID in its cookie, and the IDs of those people. */
export type Device = { id: string; people: readonly string[] };

export type Attempt = { email: string; personId: string | null; address: string | null; device: Device | null };

export type Admission =
  | { type: "admitted"; try: number; waitMs: number; keys: readonly string[]; succeed: () => Promise<void> }
  | { type: "refused"; key: string; cause: string };

/**
 * Whether a sign-in attempt may be checked. Wrong guesses block a person only from the guesser's source. A device that the
 * person has used before is a source of its own and is not slowed by attempts elsewhere.
 */
export async function admitAttempt(sql: Sql, { email, personId, address, device }: Attempt): Promise<Admission> {
  if (device && personId !== null && device.people.includes(personId)) {
    const key = keyOfSource(email, `device ${device.id}`);
    const count = await countAttempt(sql, key, BY_SOURCE);
    if (count === null) return { type: "refused", key, cause: "too many attempts from this device" };
    return { type: "admitted", try: count, waitMs: 0, keys: [key], succeed: () => forgetAttempts(sql, key) };
  }
  const network = address === null ? "unknown" : toNetwork(address);
  const byAddress = address === null ? null : `address:${network}`;
  if (byAddress !== null && (await countAttempt(sql, byAddress, BY_ADDRESS)) === null)
    return { type: "refused", key: byAddress, cause: "too many attempts from this address" };
  const bySource = keyOfSource(email, network);
  const count = await countAttempt(sql, bySource, BY_SOURCE);
  if (count === null)
    return { type: "refused", key: bySource, cause: "too many attempts for this person from this address" };
  const byPerson = keyOfPerson(email);
  const waitMs = await takeTurn(sql, byPerson, BY_PERSON);
  if (waitMs === null) return { type: "refused", key: byPerson, cause: "too many attempts for this person at once" };
  return {
    type: "admitted",
    try: count,
    waitMs,
    keys: [bySource, byPerson, ...(byAddress === null ? [] : [byAddress])],
    succeed: async () => {
      await forgetAttempts(sql, bySource);
      await takeBackAttempt(sql, byPerson);
      if (byAddress !== null) await takeBackAttempt(sql, byAddress);
    },
  };
}
