import { FilterBar, TextFilter } from "@/components/data-table/filter-bar";
import { Pager } from "@/components/data-table/pager";
import { LookupInput } from "@/components/lookup/lookup-input";
import { Page, PageHeader } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { readQuery, type SearchProps } from "@/lib/domain/read-query";
import { listLookups, lookupsQuery } from "@/lib/services/lookup/list-lookups";
import { LookupsTable } from "./lookups-table";

export default async function LookupsPage({ searchParams }: SearchProps) {
  const query = readQuery(lookupsQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const { rows, next } = await listLookups(ctx, query);
  const isNarrowed = query.q !== undefined || query.after !== undefined;
  return (
    <Page>
      <PageHeader title="Lookup" />
      <LookupInput />
      {(rows.length > 0 || isNarrowed) && (
        <section aria-label="Earlier lookups" className="flex flex-col gap-3">
          <FilterBar>
            <h2 className="mr-auto text-sm font-semibold text-ink">Earlier lookups</h2>
            <TextFilter name="q" label="Name" className="w-full sm:w-56" />
          </FilterBar>
          <LookupsTable lookups={rows} />
          <Pager shown={rows.length} noun={["lookup", "lookups"]} previous={null} next={next} />
        </section>
      )}
    </Page>
  );
}
