import { ScrollText } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { AbsoluteTime } from "@/components/ui/time";
import { labelAuditAction } from "@/lib/domain/audit-labels";
import { AUDIT_TABLE } from "@/lib/services/audit/audit-table";
import type { AuditRow } from "@/lib/services/audit/list-audit";
import { AuditDetail } from "./audit-detail";

export const AuditTable = ({ events, isFiltered }: { events: readonly AuditRow[]; isFiltered: boolean }) => (
  <DataTable
    label="Audit events"
    columns={AUDIT_TABLE}
    rows={events}
    keyOf={({ seq }) => seq}
    cells={{
      at: ({ at }) => <AbsoluteTime at={at} />,
      who: ({ actorLabel }) => (
        <span className="block max-w-56 truncate" title={actorLabel}>
          {actorLabel.replace(/ <.*>$/, "")}
        </span>
      ),
      action: ({ action }) => <span className="whitespace-nowrap">{labelAuditAction(action)}</span>,
      what: ({ summary, reason }) => (
        <div className="py-1.5">
          <p className="min-w-60 text-ink">{summary}</p>
          {reason && <p className="text-muted">Reason: {reason}</p>}
        </div>
      ),
      details: (event) => <AuditDetail event={event} />,
    }}
    empty={
      <EmptyState
        icon={ScrollText}
        title={isFiltered ? "No event matches these filters" : "No events yet"}
        actions={isFiltered ? <ButtonLink href="/audit">Clear all filters</ButtonLink> : undefined}
      >
        {isFiltered ? "Widen the dates or remove a filter." : "Every change is recorded here."}
      </EmptyState>
    }
  />
);
