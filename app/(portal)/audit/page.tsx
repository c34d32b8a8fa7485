import { FilterChips } from "@/components/data-table/filter-bar";
import { Pager } from "@/components/data-table/pager";
import { ExportMenu } from "@/components/exports/export-menu";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { readQuery } from "@/lib/domain/read-query";
import { auditQuery, listAudit, listAuditChoices } from "@/lib/services/audit/list-audit";
import { AuditFilters } from "./audit-filters";
import { AuditTable } from "./audit-table";
import { describeFilters, toExportHref } from "./describe-filters";
import { VerifyChain } from "./verify-chain";
import { AuditAnswer } from "./audit-answer";

export default async function AuditLogPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await authorize("audit:read");
  const query = readQuery(auditQuery, await searchParams);
  const [page, choices] = await Promise.all([listAudit(ctx, query), listAuditChoices(ctx)]);
  const chips = describeFilters(query, choices.people);
  return (
    <Page>
      <AnswerHeader
        title="Audit log"
        answer={<AuditAnswer page={page} isFiltered={chips.length > 0} isLatest={page.previous === null} />}
        detail="Events cannot be changed: each one includes a checksum of the previous one."
        actions={
          <>
            <VerifyChain />
            <ExportMenu href={toExportHref(query)} />
          </>
        }
      />
      <div className="flex flex-col gap-2">
        <AuditFilters {...choices} />
        <FilterChips chips={chips} />
      </div>
      <AuditTable events={page.events} isFiltered={chips.length > 0} />
      <Pager
        shown={page.events.length}
        total={page.total}
        noun={["event", "events"]}
        previous={page.previous}
        next={page.next}
      />
    </Page>
  );
}
