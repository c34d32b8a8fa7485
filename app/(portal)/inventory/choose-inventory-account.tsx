import { AccountAddress } from "@/components/accounts/account-address";
import { EmptyState } from "@/components/feedback/empty-state";
import { Page, PageHeader } from "@/components/ui/page-header";
import type { AccountChoice } from "@/lib/domain/account-choice";

/** A page of the inventory before an account is chosen. */
export function ChooseInventoryAccount({ title, accounts }: { title: string; accounts: readonly AccountChoice[] }) {
  return (
    <Page>
      <PageHeader title={title} />
      <AccountAddress accounts={accounts} accountId="" />
      <EmptyState title="Choose an account">Each account has its own offer and its own cart.</EmptyState>
    </Page>
  );
}
