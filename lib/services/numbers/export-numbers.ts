import "server-only";
import type { Context } from "@/lib/context";
import type { CsvCell } from "@/lib/domain/csv-row";
import { STATES } from "@/lib/domain/labels";
import { toTenDigits } from "@/lib/domain/phone-number";
import type { ServiceField } from "@/lib/domain/service-state";
import type { ExportTable } from "@/lib/services/exports/export-table";
import { readNumberPage } from "./list-numbers";
import type { NumberQuery } from "./number-query";
import type { NumberRow, ServiceView } from "./number-view";

const ROWS_PER_CHUNK = 2_000;

/** The columns of a carrier's word; each has its own age beside it. */
const FACT_COLUMNS = [
  { name: "sms", field: "smsState" },
  { name: "import", field: "importState" },
  { name: "registration", field: "registrationState" },
  { name: "application", field: "applicationId" },
  { name: "campaign", field: "campaignId" },
  { name: "webhook", field: "webhookUrl" },
  { name: "route", field: "route" },
] as const satisfies { name: string; field: ServiceField }[];

const HEAD = [
  "number",
  "state",
  "rate_center",
  "lata",
  "toll_free",
  "owned_at",
  "owned_checked_at",
  ...FACT_COLUMNS.flatMap(({ name }) => [name, `${name}_checked_at`]),
  "standing",
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
    list(({ facts }) => facts.ownership?.checkedAt ?? null),
    ...FACT_COLUMNS.flatMap(({ field }) => [
      list(({ facts }) => toWord(field, facts[field]?.value ?? null)),
      list(({ facts }) => facts[field]?.checkedAt ?? null),
    ]),
    row.standing,
    row.addedAt,
  ];
}

/** The carrier's own words, except for the one that is ours: an answer that lists nothing. */
const toWord = (field: ServiceField, value: string | null) =>
  field === "smsState" && value === "not-found" ? STATES.sms[value].label : value;
