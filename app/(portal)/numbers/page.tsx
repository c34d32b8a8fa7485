import type { Metadata } from "next";
import { ListPager } from "@/components/data-table/list-pager";
import { ExportMenu } from "@/components/exports/export-menu";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { ButtonLink } from "@/components/ui/button";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { listCarriers } from "@/lib/carriers/registry";
import { readQuery } from "@/lib/domain/read-query";
import { getNumbersPage } from "@/lib/services/numbers/get-numbers-page";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { describeNumberFilters, listNearest, toNumbersExport, toNumbersList, toParams } from "./describe-filters";
import { describeAnswer } from "./describe-answer";
import { listNumberFields } from "./number-fields";
import { NumbersTable } from "./numbers-table";
import { RefreshProgress } from "./refresh-progress";
import { NumbersTabs } from "./numbers-tabs";
import { readRights } from "./[e164]/number-rights";
import { NumberFilters } from "./number-filters";

export const metadata: Metadata = { title: "Numbers" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NumbersPage({ searchParams }: Props) {
  const query = readQuery(numberQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const { page, counts, smsAccounts, views, preferences, refreshes, silentDays, labels } = await getNumbersPage(
    ctx,
    query,
  );
  const carriers = listCarriers().map(({ id, label }) => ({ id, label }));
  const all = describeNumberFilters(query, { carriers, silentDays, labels });
  const chips = all.filter(({ name }) => name !== "view");
  const rights = readRights(ctx.actor.role);
  const matching = {
    total: page.total,
    query: toParams(query).toString(),
    title: ["Numbers", ...all.map(({ label, value }) => `${label}: ${value}`)].join(" · "),
  };
  const chosen = preferences.columns.numbers;
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
          fields={listNumberFields(carriers, silentDays)}
          chips={chips}
          views={views}
          columns={chosen}
          matching={matching}
          refreshDenial={rights.refresh}
        />
      </div>
      <RefreshProgress initial={refreshes} />
      <NumbersTable
        rows={page.rows}
        isFiltered={all.length > 0}
        view={query.view}
        isSortable={query.view !== "stale"}
        search={query.q ?? null}
        chosen={chosen}
        matching={matching}
        moreHref={
          query.known === undefined && query.view === undefined ? toNumbersList({ ...query, known: "all" }) : null
        }
        smsAccounts={smsAccounts}
        silentDays={silentDays}
        denial={rights.order}
        refreshDenial={rights.refresh}
        labelRights={rights}
        nearest={listNearest(query, labels)}
      />
      <ListPager page={page} noun={["number", "numbers"]} />
    </Page>
  );
}
