import type { ReadableCarrier, RegisteredCarrier } from "./carriers/carrier";
import type { Db, Sql } from "./db/client";
import type { Role } from "./domain/permissions";

export type Actor = { id: string; name: string; email: string; role: Role; sessionId: string };

/** One carrier account, opened with its decrypted settings: the readings of its carrier. */
export type OpenAccount = {
  id: string;
  carrierId: string;
  label: string;
  mode: "live" | "sandbox";
  definition: RegisteredCarrier;
  carrier: ReadableCarrier;
  /** Calls per second and burst that this account allows itself in an endpoint group. */
  readRate: (group: string) => { perSecond: number; burst: number };
  /** The fraction of it that is used now: below 1 after repeated refusals. As this process last saw it. */
  readPace: (group: string) => number;
};

export type Carriers = {
  /** Throws AppError NOT_FOUND for an account that does not exist or is switched off; `isProbe` opens one that is off too. */
  open(accountId: string, options?: { isProbe?: boolean }): Promise<OpenAccount>;
};

/** Everything that a verb may touch. A test writes its own literal; there is no container. */
export type Context = {
  actor: Actor;
  /** The IANA zone in which this person's days begin and end. */
  timeZone: string;
  db: Db;
  sql: Sql;
  carriers: Carriers;
  now: () => Date;
};
