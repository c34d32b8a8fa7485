import { EmptyState } from "@/components/feedback/empty-state";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page, PageHeader } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { findDenial } from "@/lib/domain/permissions";
import { readRawQuery, type SearchProps } from "@/lib/domain/read-query";
import { ChooseInventoryAccount } from "./choose-inventory-account";
import { findInventoryAccount } from "./find-account";
import { InventoryTabs } from "./inventory-tabs";
import { readSearchParams } from "./search-params";
import { SearchAnswer } from "./search-answer";
import { SearchForm } from "./search-form";
import { SearchResults } from "./search-results";

export default async function InventoryPage({ searchParams }: SearchProps) {
  const params = readRawQuery(await searchParams);
  const ctx = await authorize("inventory:read");
  const { accounts, account } = await findInventoryAccount(ctx, params);
  if (!account && accounts.length > 0) return <ChooseInventoryAccount title="Inventory" accounts={accounts} />;
  if (!account)
    return (
      <Page>
        <PageHeader title="Inventory" />
        <EmptyState title="No carrier account sells numbers">
          An administrator adds one, or switches one on, under Settings, Carriers.
        </EmptyState>
      </Page>
    );
  const { fields, search } = readSearchParams(params, account.id);
  const orderDenial = findDenial(ctx.actor.role, "orders:write");
  return (
    <Page>
      <AnswerHeader title="Inventory" answer={<SearchAnswer search={search} carrierLabel={account.carrierLabel} />} />
      <InventoryTabs current="search" accountId={account.id} />
      <SearchForm accounts={accounts} accountId={account.id} fields={fields} />
      <SearchResults
        key={account.id}
        accountId={account.id}
        search={search}
        carrierLabel={account.carrierLabel}
        orderDenial={orderDenial}
      />
    </Page>
  );
}
