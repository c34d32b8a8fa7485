import { ListPager } from "@/components/data-table/list-pager";
import { ExportMenu } from "@/components/exports/export-menu";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { ButtonLink } from "@/components/ui/button";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { readQuery, type SearchProps } from "@/lib/domain/read-query";
import { getNumbersPage } from "@/lib/services/numbers/get-numbers-page";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { toNumbersExport } from "./describe-filters";
import { describeAnswer } from "./describe-answer";
import { describeFound } from "./describe-found";
import { RefreshProgress } from "./refresh-progress";
import { NumbersTabs } from "./numbers-tabs";
import { readRights } from "./[e164]/number-rights";
import { NumberFilters } from "./number-filters";
import { FoundNumbers } from "./found-numbers";

export default async function NumbersPage({ searchParams }: SearchProps) {
  const query = readQuery(numberQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const found = await getNumbersPage(ctx, query);
  const { page, counts } = found;
  const { fields, chips, isFiltered, matching } = describeFound(found, query);
  const rights = readRights(ctx.actor.role);
  return (
    <Page>
      <AnswerHeader
        title="Numbers"
        answer={
          <Answer
            parts={describeAnswer({ total: page.total, view: query.view, isFiltered: chips.length > 0, counts })}
          />
        }
        actions={
          <>
            {query.view === "drifted" && <ButtonLink href="/numbers/drifted">Review the changes</ButtonLink>}
            <ExportMenu href={toNumbersExport(query)} />
          </>
        }
      />
      <div className="flex flex-col gap-3">
        <NumbersTabs current={query.view ?? (chips.length === 0 ? "ours" : null)} counts={counts} />
        <NumberFilters
          fields={fields}
          chips={chips}
          views={found.views}
          columns={found.preferences.columns.numbers}
          matching={matching}
          refreshDenial={rights.refresh}
        />
      </div>
      <RefreshProgress initial={found.refreshes} />
      <FoundNumbers found={found} query={query} matching={matching} isFiltered={isFiltered} rights={rights} />
      <ListPager page={page} noun={["number", "numbers"]} />
    </Page>
  );
}
