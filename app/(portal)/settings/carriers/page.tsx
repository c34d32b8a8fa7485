import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/feedback/empty-state";
import { SettingsTabs } from "@/components/shell/settings-tabs";
import { ButtonLink } from "@/components/ui/button";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { formatCount, formatNoun } from "@/components/ui/format";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import type { AnswerPart } from "@/lib/domain/answer";
import type { AccountDetail } from "@/lib/services/accounts/account-view";
import { listAccounts } from "@/lib/services/accounts/list-accounts";
import { AccountCard } from "./account-card";

export const metadata: Metadata = { title: "Carrier accounts" };

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

function describeAccounts(accounts: readonly AccountDetail[]): AnswerPart[] {
  const count = (isSo: (account: AccountDetail) => boolean) => accounts.filter(isSo).length;
  const paused = count(({ pause }) => pause !== null);
  const off = count(({ isEnabled }) => !isEnabled);
  const live = count(({ mode, isEnabled }) => mode === "live" && isEnabled);
  if (accounts.length === 0) return [{ text: "No carrier accounts" }];
  return [
    { text: formatNoun(accounts.length, "account") },
    { text: live === 0 ? "none live" : `${formatCount(live)} live` },
    ...(paused > 0 ? [{ text: `${formatCount(paused)} paused`, tone: "bad" } as const] : []),
    ...(off > 0 ? [{ text: `${formatCount(off)} off`, tone: "pending" } as const] : []),
  ];
}
