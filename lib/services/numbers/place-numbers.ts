import "server-only";
import type { PoolClient } from "pg";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { ensureNumbers } from "@/lib/engine/ensure-numbers";

export type PlacedNumber = {
  number: PhoneNumber;
  rateCenter: string | null;
  city: string | null;
  lata: string | null;
  state: string | null;
};

/** Keeps the places of numbers, as a carrier's inventory reports them. What was known stays where it says nothing. */
export async function placeNumbers(client: PoolClient, rows: readonly PlacedNumber[]): Promise<void> {
  const sorted = [...new Map(rows.map((row) => [row.number, row])).values()].sort((a, b) =>
    a.number < b.number ? -1 : 1,
  );
  await ensureNumbers(
    client,
    sorted.map((row) => row.number),
  );
  await client.query(
    `UPDATE number n SET rate_center = coalesce(u.rate_center, n.rate_center), city = coalesce(u.city, n.city),
       lata = coalesce(u.lata, n.lata), state = coalesce(u.state, n.state)
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS u(e164, rate_center, city, lata, state)
     WHERE n.e164 = u.e164`,
    [
      sorted.map((row) => row.number),
      sorted.map((row) => row.rateCenter),
      sorted.map((row) => row.city),
      sorted.map((row) => row.lata),
      sorted.map((row) => row.state),
    ],
  );
}
