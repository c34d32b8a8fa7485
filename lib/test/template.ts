/** The migrated, empty database from which every test file's own is copied. */
export const TEMPLATE = "tandem_template";

/** The same server's URL with another database. */
export function nameDatabase(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}
