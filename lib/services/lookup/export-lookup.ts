import "server-only";
import type { Context } from "@/lib/context";
import type { CsvCell } from "@/lib/domain/csv-row";
import { findFacet } from "@/lib/domain/labels";
import { LOOKUP_CAUSES, LOOKUP_GROUP_LABELS, type LookupFact } from "@/lib/domain/lookup-answers";
import { type AnsweredRow, filterRows, joinAnswers } from "@/lib/domain/lookup-filter";
import type { LookupQuery } from "@/lib/domain/lookup-view";
import { toTenDigits } from "@/lib/domain/phone-number";
import { spellTimesIn, type SpellTime } from "@/lib/domain/time-zone";
import type { ServiceField } from "@/lib/domain/service-state";
import { spellPartsInFile } from "@/lib/domain/verdict-text";
import type { ExportTable } from "@/lib/services/exports/export-table";
import { getLookup } from "./get-lookup";
import { readLookupHead } from "./lookup-head";

const FIELDS = {
  ownership: "ownership",
  smsState: "sms",
  importState: "import",
  registrationState: "registration",
  campaignId: "campaign",
} as const satisfies Partial<Record<ServiceField, string>>;
const FIELD_NAMES = Object.keys(FIELDS) as (keyof typeof FIELDS)[];

const HEAD = [
  "number",
  "given",
  "state",
  "verdict",
  "cause",
  "carriers",
  "place",
  "customer",
  "tags",
  ...FIELD_NAMES.flatMap((field) => [FIELDS[field], `${FIELDS[field]}_checked_at`]),
  "before",
  "row",
];

/**
 * The rows in the order of the input, of one moment. A row that is no number keeps what was given and why it is none. Throws NOT_FOUND
 * before anything is sent.
 */
export async function exportLookup(
  ctx: Pick<Context, "sql" | "now" | "timeZone">,
  { id, ...query }: { id: string } & LookupQuery,
): Promise<ExportTable> {
  await readLookupHead(ctx, id);
  return { sheet: "Lookup", head: HEAD, chunks: readRows(ctx, id, query) };
}

async function* readRows(
  ctx: Pick<Context, "sql" | "now" | "timeZone">,
  id: string,
  query: LookupQuery,
): AsyncGenerator<CsvCell[][]> {
  const page = await getLookup(ctx, { id, since: query.since });
  const spellTime = spellTimesIn(ctx.timeZone);
  yield filterRows(joinAnswers(page), query).map((row) => toCells(row, page.carriers, spellTime));
}

function toCells(one: AnsweredRow, carriers: Readonly<Record<string, string>>, spellTime: SpellTime) {
  const { row, group, answer, values, before, customer, tags } = one;
  const facts = (answer?.facts ?? []).flatMap(([index, at]) => {
    const fact = values[index];
    return fact ? [{ ...fact, at: spellTime(new Date(at).toISOString()) }] : [];
  });
  const nameCarrier = (carrierId: string) => carriers[carrierId] ?? carrierId;
  const cellsOf = (field: ServiceField) => {
    const own = facts.filter((fact) => fact.field === field && fact.value !== null);
    return [
      own.map((fact) => `${nameCarrier(fact.carrierId)}: ${labelValue(fact)}`).join("; "),
      own.map((fact) => `${nameCarrier(fact.carrierId)}: ${fact.at}`).join("; "),
    ];
  };
  return [
    row.number === null ? null : toTenDigits(row.number),
    row.original,
    LOOKUP_GROUP_LABELS[group].label,
    row.problem ?? spell(answer, spellTime),
    answer === null || answer.cause === "works" ? null : LOOKUP_CAUSES[answer.cause],
    (answer?.carriers ?? []).map(nameCarrier).join("; "),
    answer?.place ?? null,
    customer?.name ?? null,
    tags.map(({ name }) => name).join("; ") || null,
    ...FIELD_NAMES.flatMap(cellsOf),
    before ? spell(before.answer, spellTime) : null,
    row.seq,
  ];
}

const spell = (answer: AnsweredRow["answer"], spellTime: SpellTime) =>
  answer && spellPartsInFile(answer.sentence, (at) => spellTime(at) ?? at);

const labelValue = ({ field, value }: LookupFact) => findFacet(field)?.labelOf(value ?? "") ?? value ?? "";
