import type { ReadableCarrier, RegisteredCarrier } from "./carriers/carrier";
import type { Db, Sql } from "./db/client";
import type { Role } from "./domain/permissions";

export type Actor = { id: string; name: string; email: string; role: Role; sessionId: string };

/** A carrier account opened with its decrypted settings: what its carrier can be asked. */
export type OpenAccount = {
  id: string;
  carrierId: string;
  label: string;
  mode: "live" | "sandbox";
  definition: RegisteredCarrier;
  carrier: ReadableCarrier;
  /** Calls per second and burst allowed for this account in an endpoint group. */
  readRate: (group: string) => { perSecond: number; burst: number };
  /** The fraction of the rate in use now, as last seen by this process: below 1 after repeated rate limiting. */
  readPace: (group: string) => number;
};

export type Carriers = {
  /** Throws AppError NOT_FOUND if the account does not exist or is disabled; `isProbe` also opens a disabled one. */
  open(accountId: string, options?: { isProbe?: boolean }): Promise<OpenAccount>;
};

/** Everything that a verb can use. Tests write their own literal. */
export type Context = {
  actor: Actor;
  /** The person's IANA time zone. */
  timeZone: string;
  db: Db;
  sql: Sql;
  carriers: Carriers;
  now: () => Date;
};
