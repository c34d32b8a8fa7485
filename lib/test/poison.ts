import type { Sql } from "@/lib/db/client";
import type { PhoneNumber } from "@/lib/domain/phone-number";

/**
 * Makes the database refuse what nobody foresaw: these numbers' items can never become failed. It stands for any value that passes
 * every check of ours and that a constraint, an index or a trigger refuses all the same.
 */
export async function poisonItems(sql: Sql, numbers: readonly PhoneNumber[]): Promise<void> {
  const list = numbers.map((number) => `'${number}'`).join(", ");
  await createPoison(sql, "order_item", `NEW.state = 'failed' AND NEW.e164 IN (${list})`);
}

/** Evidence with this word in its answer can never be stored. */
export const poisonCalls = (sql: Sql, word: string): Promise<void> =>
  createPoison(sql, "carrier_call", `NEW.response_body LIKE '%${word}%'`);

async function createPoison(sql: Sql, table: string, condition: string): Promise<void> {
  await sql.query(
    `CREATE OR REPLACE FUNCTION refuse_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN IF ${condition} THEN RAISE EXCEPTION 'poisoned'; END IF; RETURN NEW; END $$;
     CREATE OR REPLACE TRIGGER a_poison BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_${table}()`,
  );
}

export async function removePoison(sql: Sql): Promise<void> {
  await sql.query(`DROP TRIGGER IF EXISTS a_poison ON order_item; DROP TRIGGER IF EXISTS a_poison ON carrier_call`);
}
