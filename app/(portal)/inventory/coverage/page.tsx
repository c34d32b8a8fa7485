import { redirect } from "next/navigation";
import { Suspense } from "react";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { coverageQuery } from "@/lib/domain/coverage-query";
import { readRawQuery, type SearchProps } from "@/lib/domain/read-query";
import { ChooseInventoryAccount } from "../choose-inventory-account";
import { findInventoryAccount } from "../find-account";
import { InventoryTabs } from "../inventory-tabs";
import { CoverageFilters } from "./coverage-filters";
import { changeAddress } from "./change-address";
import { CoverageAnswer } from "./coverage-answer";
import { CoverageResults } from "./coverage-results";
import { CoverageTrail } from "./coverage-trail";
import { readCoverage } from "./read-coverage";

export default async function CoveragePage({ searchParams }: SearchProps) {
  const params = readRawQuery(await searchParams);
  const ctx = await authorize("inventory:read");
  const { accounts, account } = await findInventoryAccount(ctx, params);
  if (accounts.length === 0) redirect("/inventory");
  if (!account) return <ChooseInventoryAccount title="Coverage" accounts={accounts} />;
  const query = coverageQuery.parse(params);
  const hrefFor = (changes: Readonly<Record<string, string | null>>) => changeAddress(params, changes);
  const key = JSON.stringify([account.id, query]);
  // Asked once; the rest of the page does not wait for it.
  const outcome = readCoverage(ctx, account.id, query);
  return (
    <Page>
      <AnswerHeader
        title="Coverage"
        answer={
          <Suspense key={key} fallback={`Asking ${account.carrierLabel}`}>
            <CoverageAnswer outcome={outcome} by={query.by} carrierLabel={account.carrierLabel} />
          </Suspense>
        }
      />
      <InventoryTabs current="coverage" accountId={account.id} />
      <CoverageFilters accounts={accounts} accountId={account.id} query={query} />
      <CoverageTrail query={query} hrefFor={hrefFor} />
      <Suspense key={key} fallback={<TableSkeleton columns={5} />}>
        <CoverageResults outcome={outcome} account={account} query={query} hrefFor={hrefFor} />
      </Suspense>
    </Page>
  );
}
