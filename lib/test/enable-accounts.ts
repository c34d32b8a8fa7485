import type { Db } from "@/lib/db/client";

/** Switches on all accounts that wait for a probe, without one: most tests are about something else, and some have no carrier. */
export const enableAccounts = (db: Db) =>
  db.carrierAccount.updateMany({ where: { awaitsProbe: true }, data: { isEnabled: true, awaitsProbe: false } });
