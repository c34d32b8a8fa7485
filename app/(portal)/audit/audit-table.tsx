import { ScrollText } from "lucide-react";
import { ColumnHeader } from "@/components/data-table/column-header";
import { MessageRow } from "@/components/data-table/message-rows";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { AbsoluteTime } from "@/components/ui/time";
import type { AuditRow } from "@/lib/services/audit/list-audit";
import { AuditDetail } from "./audit-detail";

const COLUMNS = 5;

export function AuditTable({ events, isFiltered }: { events: readonly AuditRow[]; isFiltered: boolean }) {
  return (
    <Table label="Audit events">
      <TableHead>
        <ColumnHeader label="When" isSticky width="1%" />
        <ColumnHeader label="Who" width="1%" />
        <ColumnHeader label="What" />
        <ColumnHeader label="Action" width="1%" />
        <ColumnHeader label="Details" isLabelHidden align="right" width="1%" />
      </TableHead>
      <tbody>
        {events.map((event) => (
          <Row key={event.seq}>
            <Cell isSticky isMuted>
              <AbsoluteTime at={event.at} />
            </Cell>
            <Cell>
              <span className="block max-w-56 truncate" title={event.actorLabel}>
                {event.actorLabel.replace(/ <.*>$/, "")}
              </span>
            </Cell>
            <Cell className="py-1.5">
              <p className="min-w-60 text-ink">{event.summary}</p>
              {event.reason && <p className="text-muted">Reason: {event.reason}</p>}
            </Cell>
            <Cell isMuted className="whitespace-nowrap">
              {event.action}
            </Cell>
            <Cell align="right">
              <AuditDetail event={event} />
            </Cell>
          </Row>
        ))}
        {events.length === 0 && (
          <MessageRow colSpan={COLUMNS}>
            <EmptyState
              icon={ScrollText}
              title={isFiltered ? "No event matches these filters" : "No events yet"}
              actions={isFiltered ? <ButtonLink href="/audit">Clear all filters</ButtonLink> : undefined}
            >
              {isFiltered ? "Widen the dates or remove a filter." : "Every change is recorded here."}
            </EmptyState>
          </MessageRow>
        )}
      </tbody>
    </Table>
  );
}
