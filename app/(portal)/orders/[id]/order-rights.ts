/** Why the person may not do it; null where they may. */
export type OrderRights = { write: string | null; decide: string | null; check: string | null };
