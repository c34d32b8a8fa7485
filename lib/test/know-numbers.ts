import type { Database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { ensureNumbers } from "@/lib/engine/ensure-numbers";

/** Adds numbers to the database, about which nothing is known. */
export const knowNumbers = ({ sql }: Pick<Database, "sql">, numbers: readonly PhoneNumber[]) =>
  inTransaction(sql, (client) => ensureNumbers(client, numbers));
