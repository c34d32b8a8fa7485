import { FilterChips } from "@/components/data-table/filter-bar";
import { ListPager } from "@/components/data-table/list-pager";
import { LivePage } from "@/components/live/live-page";
import { AnswerHeader } from "@/components/ui/answer-header";
import { ButtonLink } from "@/components/ui/button";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { driftQuery } from "@/lib/domain/drift";
import { can, explainDenial } from "@/lib/domain/permissions";
import { readQuery } from "@/lib/domain/read-query";
import { listDrift } from "@/lib/services/drift/list-drift";
import { CallDrawer } from "../[e164]/call-drawer";
import { NumbersTabs } from "../numbers-tabs";
import { DriftFilters, describeDriftFilters } from "./drift-filters";
import { DriftTable } from "./drift-table";
import { describeDriftAnswer, KindCounts } from "./kind-counts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DriftedPage({ searchParams }: Props) {
  const query = readQuery(driftQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const page = await listDrift(ctx, query);
  const { after: _after, before: _before, ...filter } = query;
  const chips = describeDriftFilters(filter, page);
  const deny = (permission: "orders:decide" | "orders:write") =>
    can(ctx.actor.role, permission) ? null : explainDenial(permission);
  const appeared = page.counts.kinds["number-appeared"].total;
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/numbers", label: "Numbers" }]}
        title="Drifted"
        answer={describeDriftAnswer(page.counts)}
        actions={
          <>
            {appeared > 0 && <ButtonLink href="/numbers/discover">Numbers that appeared</ButtonLink>}
            <ButtonLink href="/jobs#readings">Readings</ButtonLink>
          </>
        }
      />
      <NumbersTabs current="drifted" />
      <KindCounts counts={page.counts} filter={filter} />
      <div className="flex flex-col gap-2">
        <DriftFilters accounts={page.accounts} customers={page.customers} />
        <FilterChips chips={chips} />
      </div>
      <DriftTable
        rows={page.rows}
        isFiltered={chips.length > 0}
        matching={{ total: page.total, filter, until: page.at }}
        denials={{ decide: deny("orders:decide"), order: deny("orders:write") }}
      />
      <ListPager page={page} noun={["change", "changes"]} />
      <CallDrawer />
      <LivePage at={page.at} pace="list" />
    </Page>
  );
}
