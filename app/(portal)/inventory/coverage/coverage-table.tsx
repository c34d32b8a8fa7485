"use client";

import { MapPinned } from "lucide-react";
import type { ReactNode } from "react";
import { ColumnHeader } from "@/components/data-table/column-header";
import { MessageRow } from "@/components/data-table/message-rows";
import { Pager } from "@/components/data-table/pager";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { useUrlState } from "@/components/data-table/use-url-state";
import { EmptyState } from "@/components/feedback/empty-state";
import { formatCount } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { COVERAGE_PAGE, type CoverageLevel, type CoveragePlace, type CoverageQuery } from "@/lib/domain/coverage-query";
import { findState, lataName } from "@/lib/domain/geography";
import type { CoverageList } from "@/lib/services/inventory/list-coverage";
import { CoverageAge } from "./coverage-age";
import { PLACE_NOUNS } from "./place-nouns";

/** One page of places. A place leads one level down, and into a search there. */
export function CoverageTable({
  accountId,
  carrierLabel,
  query,
  list,
  map,
}: {
  accountId: string;
  carrierLabel: string;
  query: CoverageQuery;
  list: CoverageList;
  /** Beside the table, where there is one of these places. */
  map?: ReactNode;
}) {
  const { hrefFor } = useUrlState();
  const { by, after } = query;
  const most = Math.max(1, ...list.places.map((place) => place.count));
  const hasPlace = by !== "state";
  const next = after + COVERAGE_PAGE;
  return (
    <section aria-label="Coverage" className="flex min-w-0 flex-col gap-3">
      <CoverageAge accountId={accountId} carrierLabel={carrierLabel} list={list} />
      <div
        className={map ? "grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]" : undefined}
      >
        {map}
        <Table label="Numbers on offer by place">
          <TableHead>
            <ColumnHeader label={by === "state" ? "State" : "Place"} place="name" sortKey="place" />
            {hasPlace && <ColumnHeader label="LATA" />}
            <ColumnHeader
              label="Numbers on offer"
              sortKey="count"
              defaultSort="-count"
              firstDirection="descending"
              align="right"
              width="140px"
            />
            <ColumnHeader label="Share" isLabelHidden width="25%" />
          </TableHead>
          <tbody>
            {list.places.length === 0 && (
              <MessageRow colSpan={4}>
                <EmptyState
                  icon={MapPinned}
                  title={list.unknownRateCenter === null ? "Nothing on offer here" : "No such rate center"}
                >
                  {list.unknownRateCenter ?? "No place fits all of the filters. Take one away."}
                </EmptyState>
              </MessageRow>
            )}
            {list.places.map((place) => {
              const down = describeDown(by, place);
              return (
                <Row key={Object.values(place).slice(0, 6).join(" ")}>
                  <Cell place="name" className="whitespace-nowrap">
                    {down === null ? (
                      <PlaceName by={by} place={place} />
                    ) : (
                      <TextLink href={hrefFor(down)} scroll={false}>
                        <PlaceName by={by} place={place} />
                      </TextLink>
                    )}
                  </Cell>
                  {hasPlace && (
                    <Cell isMuted className="whitespace-nowrap">
                      {place.lata} {place.lata !== null && lataName(place.lata)}
                    </Cell>
                  )}
                  <Cell align="right" place="beside" className="tabular-nums">
                    <TextLink href={describeSearch(accountId, place)}>
                      {formatCount(place.count)}
                      <span className="sr-only"> numbers: search there</span>
                    </TextLink>
                  </Cell>
                  <Cell isWideOnly>
                    <span aria-hidden className="block h-1.5 w-full rounded-full bg-sunken">
                      <span
                        className="block h-full rounded-full bg-accent"
                        style={{ width: `${Math.max(1, (100 * place.count) / most)}%` }}
                      />
                    </span>
                  </Cell>
                </Row>
              );
            })}
          </tbody>
        </Table>
      </div>
      <Pager
        shown={list.places.length}
        total={{ count: list.total.places, isExact: true }}
        noun={PLACE_NOUNS[by]}
        previous={after > 0 ? String(after) : null}
        next={next < list.total.places ? String(next) : null}
      />
    </section>
  );
}

function PlaceName({ by, place }: { by: CoverageLevel; place: CoveragePlace }) {
  if (by === "state") return <>{findState(place.state ?? "")?.name ?? place.state ?? "Not reported"}</>;
  if (by === "rateCenter")
    return (
      <>
        {place.rateCenter ?? "Not reported"}
        {place.state && `, ${place.state}`}
      </>
    );
  return (
    <>
      <span className="font-mono">
        {place.npa}-{place.nxx}
        {place.block !== null && `-${place.block}xxx`}
      </span>
      <span className="ml-2 font-normal text-muted">
        {place.rateCenter}
        {place.state && `, ${place.state}`}
      </span>
    </>
  );
}

/** One level down, narrowed to the place; null where there is no further level. */
function describeDown(by: CoverageLevel, place: CoveragePlace): Record<string, string | null> | null {
  if (by === "state") return { by: "rateCenter", state: place.state, sort: null };
  if (by === "rateCenter") return { by: "npaNxx", state: place.state, rateCenter: place.rateCenter, sort: null };
  if (by === "npaNxx")
    return {
      by: "block",
      state: place.state,
      rateCenter: place.rateCenter,
      npa: place.npa,
      nxx: place.nxx,
      sort: null,
    };
  return null;
}

function describeSearch(accountId: string, place: CoveragePlace): string {
  const block = place.block === null ? "" : place.block;
  const mask = `${place.npa ?? ""}${place.nxx ?? ""}${block}`.padEnd(10, "x");
  const params = new URLSearchParams({ account: accountId, mask, quantity: "100" });
  if (place.state !== null) params.set("state", place.state);
  if (place.rateCenter !== null) params.set("rateCenter", place.rateCenter);
  return `/inventory?${params.toString()}`;
}
