import { FilterChips } from "@/components/data-table/filter-bar";
import { ListPager } from "@/components/data-table/list-pager";
import { LivePage } from "@/components/live/live-page";
import { AnswerHeader } from "@/components/ui/answer-header";
import { ButtonLink } from "@/components/ui/button";
import { formatNoun } from "@/components/ui/format";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { driftQuery } from "@/lib/domain/drift";
import { can, explainDenial } from "@/lib/domain/permissions";
import { readQuery } from "@/lib/domain/read-query";
import { listDiscovered } from "@/lib/services/drift/list-drift";
import { CallDrawer } from "../[e164]/call-drawer";
import { readRights } from "../[e164]/number-rights";
import { DriftFilters, describeDriftFilters } from "../drifted/drift-filters";
import { DiscoverTable } from "./discover-table";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DiscoverPage({ searchParams }: Props) {
  const query = readQuery(driftQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const page = await listDiscovered(ctx, query);
  const { after: _after, before: _before, kind: _kind, ...filter } = query;
  const chips = describeDriftFilters(filter, page);
  const { total } = page.counts.kinds["number-appeared"];
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/numbers", label: "Numbers" }]}
        title="Discover"
        answer={
          total === 0
            ? "Carriers list no number that is not known here"
            : `${formatNoun(total, "number")} at carriers that ${total === 1 ? "is" : "are"} not known here`
        }
        actions={<ButtonLink href="/jobs#readings">Readings</ButtonLink>}
      />
      <div className="flex flex-col gap-2">
        <DriftFilters accounts={page.accounts} customers={page.customers} hasKinds={false} />
        <FilterChips chips={chips} />
      </div>
      <DiscoverTable
        rows={page.rows}
        isFiltered={chips.length > 0}
        matching={{ total: page.total, filter, until: page.at }}
        denial={can(ctx.actor.role, "orders:decide") ? null : explainDenial("orders:decide")}
        labelRights={readRights(ctx.actor.role)}
      />
      <ListPager page={page} noun={["number", "numbers"]} />
      <CallDrawer />
      <LivePage at={page.at} pace="list" />
    </Page>
  );
}
