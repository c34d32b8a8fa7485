import "server-only";
import type { Context } from "@/lib/context";
import type { CsvCell } from "@/lib/domain/csv-row";
import { SMS_LOOKS } from "@/lib/domain/service-labels";
import { toTenDigits } from "@/lib/domain/phone-number";
import type { ExportTable } from "@/lib/services/exports/export-table";
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

/** The numbers that match, all pages of them: ten digits, so that a spreadsheet keeps them and an import takes them back. */
export const exportNumbers = (ctx: Pick<Context, "sql">, query: NumberQuery): ExportTable => ({
  sheet: "Numbers",
  head: HEAD,
  chunks: readRows(ctx, query),
});

async function* readRows(ctx: Pick<Context, "sql">, query: NumberQuery): AsyncGenerator<CsvCell[][]> {
  let after: string | undefined;
  do {
    const page = await readNumberPage(ctx, { ...query, after, before: undefined }, ROWS_PER_CHUNK);
    yield page.rows.map(toCells);
    after = page.next ?? undefined;
  } while (after !== undefined);
}

function toCells({ number, services, ...row }: NumberRow): CsvCell[] {
  const list = (read: (service: ServiceView) => string | null) =>
    services
      .flatMap((service) => {
        const value = read(service);
        return value === null ? [] : [`${service.carrierLabel}: ${value}`];
      })
      .join("; ");
  return [
    toTenDigits(number),
    row.state,
    row.rateCenter,
    row.lata,
    row.isTollFree ? "yes" : "no",
    services
      .filter((service) => service.ownership === "owned")
      .map((service) => service.carrierLabel)
      .join("; "),
    // The carrier's own words elsewhere; this one is ours, for an answer without any.
    list(({ smsState }) => (smsState === "not-found" ? SMS_LOOKS[smsState].label : smsState)),
    list((service) => service.importState),
    list((service) => service.registrationState),
    list((service) => service.applicationId),
    list((service) => service.campaignId),
    row.addedAt,
  ];
}
