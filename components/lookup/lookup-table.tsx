"use client";

import { useMemo, useRef } from "react";
import { FACETS, isStateFacet, labelFacet, nameWithFacet } from "@/lib/domain/labels";
import { LOOKUP_GROUP_LABELS, listValueChanges, type LookupFact, type ValuedAnswer } from "@/lib/domain/lookup-answers";
import type { AnsweredRow } from "@/lib/domain/lookup-filter";
import type { TextPart } from "@/lib/domain/verdict-text";
import { ColumnHeader } from "../data-table/column-header";
import { SelectAllCheckbox, SelectRowCheckbox, useSelection } from "../data-table/selection";
import { Table, TableHead } from "../data-table/table";
import { useRowWindow } from "../data-table/use-row-window";
import { CarrierMark } from "../carriers/carrier-mark";
import { TelephoneNumber } from "../number";
import { CustomerLink } from "../numbers/customer-link";
import { useMaxAge } from "../numbers/fact-age";
import { TagList } from "../numbers/label-chips";
import { useSpell } from "../numbers/verdict-sentence";
import { cx } from "../ui/cx";
import { formatCount, formatInstant, formatRelative } from "../ui/format";
import { NotKnown } from "../ui/no-value";
import { StateBadge } from "../ui/state-badge";
import { useShownZone } from "../ui/time-zone";
import { useNow } from "../ui/use-now";
import { SpacerRow } from "../uploads/grid-frame";

const ROW_HEIGHT = 36;
const CELL = "border-b border-line px-3 py-1 align-top";

/** The rows in the order of the input; those in sight are in the page. `carriers`: names by id. */
export function LookupTable({
  rows,
  carriers,
}: {
  rows: readonly AnsweredRow[];
  carriers: Readonly<Record<string, string>>;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { indexes, before, after, measure } = useRowWindow({ count: rows.length, body, estimate: ROW_HEIGHT });
  const spell = useSpell();
  const has = useMemo(
    () => ({
      customer: rows.some(({ customer }) => customer !== null),
      tags: rows.some(({ tags }) => tags.length > 0),
    }),
    [rows],
  );
  return (
    <Table
      label="Numbers in the order of the input"
      isStacked={false}
      className="max-h-[calc(100dvh-14rem)] min-h-60 max-sm:[&_td:nth-child(2)]:hidden max-sm:[&_td:nth-child(n+4)]:hidden max-sm:[&_th:nth-child(2)]:hidden max-sm:[&_th:nth-child(3)]:w-full! max-sm:[&_th:nth-child(n+4)]:hidden"
    >
      <TableHead>
        <ColumnHeader label="Select" isLabelHidden width="1%">
          <SelectAllCheckbox label="Select all rows of this view" />
        </ColumnHeader>
        <ColumnHeader label="Row" align="right" width="1%" />
        <ColumnHeader label="Number" width="1%" />
        <ColumnHeader label="State" width="1%" />
        <ColumnHeader label="Verdict" />
        {has.customer && <ColumnHeader label="Customer" width="1%" />}
        {has.tags && <ColumnHeader label="Tags" width="1%" />}
        <ColumnHeader label="What carriers report" />
      </TableHead>
      <tbody ref={body}>
        <SpacerRow height={before} />
        {indexes.map((index) => {
          const one = rows[index];
          return one ? (
            <AnswerRow
              key={one.row.seq}
              index={index}
              one={one}
              has={has}
              carriers={carriers}
              spell={spell}
              measure={measure}
            />
          ) : null;
        })}
        <SpacerRow height={after} />
      </tbody>
    </Table>
  );
}

type VerdictProps = {
  one: AnsweredRow;
  carriers: Readonly<Record<string, string>>;
  spell: (parts: readonly TextPart[]) => string;
};

function AnswerRow({
  index,
  one,
  has,
  carriers,
  spell,
  measure,
}: VerdictProps & {
  index: number;
  /** The columns that some row needs. */
  has: { customer: boolean; tags: boolean };
  measure: (row: Element | null) => void;
}) {
  const { row, group, answer, values } = one;
  const selection = useSelection();
  const id = String(row.seq);
  const isDuplicate = row.duplicateOf !== null;
  const isSelected = selection?.isSelected(id) ?? false;
  return (
    <tr
      ref={measure}
      data-row
      data-index={index}
      data-selected={isSelected || undefined}
      aria-selected={isSelected}
      className="h-9 hover:bg-hover data-selected:bg-accent-soft"
    >
      <td className={CELL}>
        {row.number !== null && (
          <span className="flex h-6 items-center">
            <SelectRowCheckbox id={id} label={row.number} />
          </span>
        )}
      </td>
      <td className={cx(CELL, "pt-1.5 text-right text-xs text-faint tabular-nums")}>{formatCount(row.seq)}</td>
      <th scope="row" className={cx(CELL, "pt-1.5 text-left font-normal")}>
        <span className="flex items-baseline justify-between gap-3 sm:contents">
          {row.number === null ? (
            <span className="block max-w-48 truncate font-mono text-xs text-muted" title={row.original}>
              {row.original}
            </span>
          ) : (
            <TelephoneNumber e164={row.number} isLink />
          )}
          <span className="sm:hidden">
            <StateBadge {...LOOKUP_GROUP_LABELS[group]} look="plain" />
          </span>
        </span>
        <span className="mt-0.5 block pb-1 text-xs sm:hidden">
          <VerdictCell one={one} carriers={carriers} spell={spell} />
          {one.customer && (
            <span className="block pt-0.5">
              <CustomerLink customer={one.customer} />
            </span>
          )}
        </span>
      </th>
      <td className={cx(CELL, "pt-1.5 whitespace-nowrap")}>
        <StateBadge {...LOOKUP_GROUP_LABELS[group]} look="plain" />
      </td>
      <td className={cx(CELL, "min-w-64 pt-1.5")}>
        <VerdictCell one={one} carriers={carriers} spell={spell} />
      </td>
      {has.customer && (
        <td className={cx(CELL, "pt-1.5")}>{!isDuplicate && <CustomerLink customer={one.customer} />}</td>
      )}
      {has.tags && <td className={cx(CELL, "pt-1.5")}>{!isDuplicate && <TagList tags={one.tags} most={2} />}</td>}
      <td className={cx(CELL, "pt-1.5")}>
        {!isDuplicate && answer && <FactLine answer={answer} values={values} carriers={carriers} />}
      </td>
    </tr>
  );
}

/** The verdict, or why there is none; and what it was before, where something has changed. */
function VerdictCell({ one: { row, answer, values, before }, carriers, spell }: VerdictProps) {
  if (row.duplicateOf !== null)
    return <span className="text-muted">The same number as in row {formatCount(row.duplicateOf)}.</span>;
  if (answer === null) return <span className="text-muted">{row.problem}</span>;
  const sentence = spell(answer.sentence);
  return (
    <>
      <span className="text-ink">{sentence}</span>
      {answer.isDoubleClaimed && (
        <span className="text-bad">
          {" "}
          Two carriers report that they carry its messages{answer.claims && `: ${answer.claims}`}.
        </span>
      )}
      {before && (
        <span className="block text-xs text-pending">
          Before: {describeBefore(before, { answer, values }, { sentence, carriers, spell })}
        </span>
      )}
    </>
  );
}

/** The sentence as it was; where that is the same, the values that differ. */
function describeBefore(
  before: ValuedAnswer,
  now: ValuedAnswer,
  { sentence, carriers, spell }: Pick<VerdictProps, "carriers" | "spell"> & { sentence: string },
): string {
  const earlier = spell(before.answer.sentence);
  if (earlier !== sentence) return earlier;
  const changes = listValueChanges(before, now).map(({ fact, was }) =>
    was === null
      ? `${carriers[fact.carrierId] ?? fact.carrierId} no ${FIELD_NAMES[fact.field]}`
      : `${carriers[fact.carrierId] ?? fact.carrierId} ${describeFact({ ...fact, value: was })}`,
  );
  return changes.join(", ") || "the same, in another group";
}

const FIELD_NAMES = {
  ownership: "ownership",
  smsState: "SMS",
  importState: "import",
  registrationState: "registration",
  applicationId: "application",
  campaignId: "campaign",
  webhookUrl: "webhook",
  route: "route",
} as const satisfies Record<LookupFact["field"], string>;

/** Each value with its carrier and its own age, amber beyond the age limit of its field. */
function FactLine({
  answer,
  values,
  carriers,
}: {
  answer: NonNullable<AnsweredRow["answer"]>;
  values: readonly LookupFact[];
  carriers: Readonly<Record<string, string>>;
}) {
  const now = useNow();
  const timeZone = useShownZone();
  const readMaxAge = useMaxAge();
  const shown = answer.facts.flatMap(([place, at]) => {
    const fact = values[place];
    return fact && isShown(fact) ? [{ fact, at }] : [];
  });
  if (shown.length === 0) return <NotKnown>nothing reported</NotKnown>;
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
      {shown.map(({ fact, at }) => (
        <span
          key={`${fact.accountId} ${fact.field}`}
          className="inline-flex items-center gap-1 whitespace-nowrap"
          title={`${carriers[fact.carrierId] ?? fact.carrierId}: ${fact.value ?? "nothing"}, read ${formatInstant(at, timeZone)}`}
        >
          <CarrierMark carrier={fact.carrierId} />
          <span className="text-ink">{describeFact(fact)}</span>
          <span className={now - at > readMaxAge(fact.field) ? "text-pending" : "text-faint"} suppressHydrationWarning>
            {formatRelative(at, now, timeZone)}
          </span>
        </span>
      ))}
    </span>
  );
}

const FIELDS = ["ownership", "smsState", "campaignId", "importState", "registrationState"] as const;
const isShown = ({ field, value }: LookupFact) =>
  FIELDS.some((one) => one === field) && value !== null && !(field === "ownership" && value === "unknown");

function describeFact({ field, value }: LookupFact): string {
  if (!isStateFacet(field)) return value ?? "";
  const { label } = labelFacet(field, value ?? "");
  return label.includes(FACETS[field].name) ? label : nameWithFacet(FACETS[field].name, label);
}
