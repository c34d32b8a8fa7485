import { sql, type SqlPart } from "./sql";

/** The cursor of a list sorted by age: `<milliseconds>.<id>`. */
export const toAgeCursor = (at: Date, id: string): string => `${at.getTime()}.${id}`;

/** The place of a cursor, to be compared with a row's `(time, id)`. */
export function readAgeCursor(cursor: string): SqlPart {
  const [at, id] = cursor.split(".");
  return sql`(to_timestamp(${Number(at)} / 1000.0), ${id}::uuid)`;
}
