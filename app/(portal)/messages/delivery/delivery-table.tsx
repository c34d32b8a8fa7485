"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { ColumnHeader } from "@/components/data-table/column-header";
import { MessageRow } from "@/components/data-table/message-rows";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { TelephoneNumber } from "@/components/number";
import { formatCount } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { NotKnown, NoValue } from "@/components/ui/no-value";
import { TabLinks } from "@/components/ui/tabs";
import {
  DELIVERY_GROUPS,
  type DeliveryGroup,
  type DeliveryQuery,
  type DeliveryReport,
  type DeliveryRow,
  spellShare,
} from "@/lib/domain/delivery";
import { phoneNumber } from "@/lib/domain/phone-number";
import { OUTCOME_STYLE } from "./outcome-style";
import { spellDay } from "./spell-day";

const GROUP_LABELS = {
  day: "By day",
  number: "By number",
  campaign: "By campaign",
  code: "By error code",
} as const satisfies Record<DeliveryGroup, string>;
const HEADS = { day: "Day", number: "Number", campaign: "Campaign", code: "Error code" } as const;

export function DeliveryTable({ report, query }: { report: DeliveryReport; query: DeliveryQuery }) {
  const { by } = query;
  const toHref = useHref();
  const tabs = DELIVERY_GROUPS.map((id) => ({ id, label: GROUP_LABELS[id], href: toHref({ by: id }) }));
  const isCode = by === "code";
  return (
    <div className="flex flex-col gap-3">
      <TabLinks label="Grouped" tabs={tabs} current={by} />
      <Table label={`Delivery ${GROUP_LABELS[by].toLowerCase()}`}>
        <TableHead>
          <ColumnHeader label={HEADS[by]} isSticky />
          {!isCode && <ColumnHeader label="Share delivered" align="right" />}
          {!isCode && <ColumnHeader label="Sent" align="right" />}
          {!isCode &&
            OUTCOME_STYLE.map(({ name, label }) => <ColumnHeader key={name} label={nameColumn(label)} align="right" />)}
          {isCode && <ColumnHeader label="Refused" align="right" />}
          {isCode && <ColumnHeader label="Share of refused" align="right" />}
          <ColumnHeader label={isCode ? "What the carrier says" : "Refused because"} />
        </TableHead>
        <tbody>
          {report.rows.map((row) => (
            <Row key={row.key}>
              <Cell isSticky>
                <Key by={by} row={row} toHref={toHref} />
              </Cell>
              {!isCode && (
                <Cell align="right" place="beside">
                  {spellShare(row.delivered, row.delivered + row.refused) ?? <NotKnown>no receipt yet</NotKnown>}
                </Cell>
              )}
              {!isCode && (
                <Cell align="right" label="Sent">
                  {formatCount(row.sent)}
                </Cell>
              )}
              {!isCode &&
                OUTCOME_STYLE.map(({ name, label, text }) => (
                  <Cell key={name} align="right" label={nameColumn(label)}>
                    <span data-empty={row[name] === 0 || undefined} className={row[name] === 0 ? "text-faint" : text}>
                      {formatCount(row[name])}
                    </span>
                  </Cell>
                ))}
              {isCode && (
                <Cell align="right" place="beside">
                  <span className="text-bad">{formatCount(row.refused)}</span>
                </Cell>
              )}
              {isCode && (
                <Cell align="right" label="Share of refused">
                  {spellShare(row.refused, report.total.refused) ?? <NoValue />}
                </Cell>
              )}
              <Cell>{isCode ? <CodeText row={row} /> : <Codes row={row} toHref={toHref} />}</Cell>
            </Row>
          ))}
          {report.rows.length === 0 && (
            <MessageRow colSpan={isCode ? 4 : 9}>
              <p className="px-3 py-6 text-center text-sm text-muted">Nothing was refused.</p>
            </MessageRow>
          )}
        </tbody>
      </Table>
      {report.hasMore && (
        <p className="text-xs text-muted">Showing the {report.rows.length} with the most refused messages.</p>
      )}
    </div>
  );
}

const nameColumn = (label: string) => `${label.charAt(0).toUpperCase()}${label.slice(1)}`;

type ToHref = (change: Record<string, string>) => string;

function useHref(): ToHref {
  const pathname = usePathname();
  const params = useSearchParams();
  return (change) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(change)) next.set(name, value);
    return `${pathname}?${next}`;
  };
}

function Key({ by, row: { key }, toHref }: { by: DeliveryGroup; row: DeliveryRow; toHref: ToHref }) {
  if (by === "day")
    return (
      <TextLink href={toHref({ from: key, to: key, by: "code" })} className="whitespace-nowrap tabular-nums">
        {spellDay(key)}
      </TextLink>
    );
  if (by === "number") {
    const number = phoneNumber.safeParse(key).data;
    return (
      <span className="flex items-center gap-3 whitespace-nowrap">
        {number ? <TelephoneNumber e164={number} isLink /> : key}
        <TextLink href={toHref({ number: key, by: "code" })} className="text-xs">
          errors
        </TextLink>
      </span>
    );
  }
  if (by === "campaign")
    return key === "" ? (
      <span className="text-muted">In no campaign</span>
    ) : (
      <TextLink href={toHref({ campaign: key, by: "number" })} className="font-mono">
        {key}
      </TextLink>
    );
  return key === "" ? (
    <span className="text-muted">No code</span>
  ) : (
    <TextLink href={`/messages/search?state=refused&code=${encodeURIComponent(key)}`} className="font-mono">
      {key}
    </TextLink>
  );
}

function Codes({ row, toHref }: { row: DeliveryRow; toHref: ToHref }) {
  if (row.codes.length === 0) return null;
  return (
    <span className="flex gap-3 text-xs whitespace-nowrap text-muted">
      {row.codes.map(({ code, count }) => (
        <span key={code}>
          {code === "" ? (
            "no code"
          ) : (
            <TextLink href={toHref({ code, by: "number" })} className="font-mono">
              {code}
            </TextLink>
          )}{" "}
          <span className="tabular-nums">{formatCount(count)}×</span>
        </span>
      ))}
    </span>
  );
}

function CodeText({ row: { message, meaning } }: { row: DeliveryRow }) {
  return (
    <>
      <span className="block max-w-xl text-pretty">{message ?? "The carrier gave no reason"}</span>
      {meaning && meaning !== message && (
        <span className="block max-w-xl text-xs text-pretty text-muted">{meaning}</span>
      )}
    </>
  );
}
