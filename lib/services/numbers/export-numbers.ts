import "server-only";
import type { Context } from "@/lib/context";
import { formatCsvRow } from "@/lib/domain/csv-row";
import { toTenDigits } from "@/lib/domain/phone-number";
import { readNumberPage } from "./list-numbers";
import type { NumberQuery } from "./number-query";
import type { NumberRow, ServiceView } from "./number-view";

const ROWS_PER_CHUNK = 2_000;

const HEAD = [
  "number",
  "state",
  "rate_center",
  "lata",
  "toll_free",
  "owned_at",
  "sms",
  "import",
  "registration",
  "application",
  "campaign",
  "added",
];

/** The numbers that match, all pages of them, as CSV chunks: ten digits, so that a spreadsheet keeps them and an import takes them back. */
export async function* exportNumbers(ctx: Pick<Context, "sql">, query: NumberQuery): AsyncGenerator<string> {
  yield formatCsvRow(HEAD);
  let after: string | undefined;
  do {
    const page = await readNumberPage(ctx, { ...query, after, before: undefined }, ROWS_PER_CHUNK);
    yield page.rows.map(writeRow).join("");
    after = page.next ?? undefined;
  } while (after !== undefined);
}

function writeRow({ number, services, ...row }: NumberRow): string {
  const list = (read: (service: ServiceView) => string | null) =>
    services
      .flatMap((service) => {
        const value = read(service);
        return value === null ? [] : [`${service.carrierLabel}: ${value}`];
      })
      .join("; ");
  return formatCsvRow([
    toTenDigits(number),
    row.state,
    row.rateCenter,
    row.lata,
    row.isTollFree ? "yes" : "no",
    services
      .filter((service) => service.ownership === "owned")
      .map((service) => service.carrierLabel)
      .join("; "),
    list((service) => service.smsState),
    list((service) => service.importState),
    list((service) => service.registrationState),
    list((service) => service.applicationId),
    list((service) => service.campaignId),
    row.addedAt,
  ]);
}
