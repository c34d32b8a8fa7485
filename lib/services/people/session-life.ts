import type { Db } from "@/lib/db/client";

const HOUR = 3_600_000;
/** A session unused for this long is over. */
export const IDLE = 12 * HOUR;
/** A session this old is over, however busy. */
export const ABSOLUTE = 7 * 24 * HOUR;

/** What makes a session row open at an instant, for a query. */
export const whereOpen = (now: Date) => ({
  endedAt: null,
  expiresAt: { gt: now },
  seenAt: { gt: new Date(now.getTime() - IDLE) },
});

export const listOpenSessionRows = (db: Db, now: Date) =>
  db.session.findMany({ where: whereOpen(now), select: { id: true, personId: true } });
