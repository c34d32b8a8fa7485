import { z } from "zod";
import { EmptyState } from "@/components/feedback/empty-state";
import { Page, PageHeader } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { readQuery, type SearchProps } from "@/lib/domain/read-query";
import { listCapableAccounts } from "@/lib/services/accounts/list-capable-accounts";
import { SmsForm } from "./sms-form";

const query = z.object({
  account: z.uuid().optional().catch(undefined),
  do: z.enum(["on", "off", "webhook"]).catch("on"),
  numbers: z.string().max(5_000).optional().catch(undefined),
});

export default async function SmsPage({ searchParams }: SearchProps) {
  const wanted = readQuery(query, await searchParams);
  const ctx = await authorize("orders:write");
  const accounts = await listCapableAccounts(ctx, { capabilities: ["sms-enable", "sms-disable"] });
  return (
    <Page>
      <PageHeader
        title="SMS on, off and webhook"
        description="Enter numbers, check what would change, then send. Each number is followed until the carrier confirms it."
      />
      {accounts.length === 0 ? (
        <EmptyState title="No carrier account can turn SMS on or off">
          An administrator can add or turn one on under Settings, Carriers.
        </EmptyState>
      ) : (
        <SmsForm accounts={accounts} account={wanted.account} direction={wanted.do} given={wanted.numbers} />
      )}
    </Page>
  );
}
