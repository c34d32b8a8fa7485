import { z } from "zod";
import { EmptyState } from "@/components/feedback/empty-state";
import { Page, PageHeader } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { readQuery, type SearchProps } from "@/lib/domain/read-query";
import { listImportAccounts } from "@/lib/services/accounts/list-import-accounts";
import { ImportForm } from "./import-form";

const query = z.object({
  account: z.uuid().optional().catch(undefined),
  numbers: z.string().max(5_000).optional().catch(undefined),
});

export default async function ImportPage({ searchParams }: SearchProps) {
  const wanted = readQuery(query, await searchParams);
  const ctx = await authorize("orders:write");
  const accounts = await listImportAccounts(ctx);
  return (
    <Page>
      <PageHeader
        title="Import numbers"
        description="Bring numbers of other carriers into an account, and register them for messages. The carrier responds for each number."
      />
      {accounts.length === 0 ? (
        <EmptyState title="No carrier account imports numbers">
          An administrator can add or turn one on under Settings, Carriers.
        </EmptyState>
      ) : (
        <ImportForm accounts={accounts} account={wanted.account} given={wanted.numbers} />
      )}
    </Page>
  );
}
