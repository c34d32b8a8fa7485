import { Plus } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { SettingsTabs } from "@/components/shell/settings-tabs";
import { ButtonLink } from "@/components/ui/button";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { listAccounts } from "@/lib/services/accounts/list-accounts";
import { AccountCard } from "./account-card";
import { describeAccounts } from "./describe-accounts";

export default async function CarriersPage() {
  const ctx = await authorize("accounts:manage");
  const accounts = await listAccounts(ctx);
  const add = (
    <ButtonLink href="/settings/carriers/new" variant="primary" icon={<Plus aria-hidden />}>
      Add account
    </ButtonLink>
  );
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/settings", label: "Settings" }]}
        title="Carrier accounts"
        answer={<Answer parts={describeAccounts(accounts)} />}
        actions={add}
      />
      <SettingsTabs current="carriers" role={ctx.actor.role} />
      {accounts.length === 0 ? (
        <EmptyState title="No carrier accounts yet" actions={add}>
          Add one to search and order numbers or turn SMS on.
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-3">
          {accounts.map((account) => (
            <li key={account.id}>
              <AccountCard account={account} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
