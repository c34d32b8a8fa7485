import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SettingsTabs } from "@/components/shell/settings-tabs";
import { Page, PageHeader } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { listAccounts } from "@/lib/services/accounts/list-accounts";
import { findCarrier } from "@/lib/carriers/registry";
import { readPath } from "@/lib/domain/read-query";
import { AccountForm } from "./account-form";
import { Applications } from "./applications";

export const metadata: Metadata = { title: "Carrier account" };

type Props = { params: Promise<{ id: string }> };

export default async function CarrierAccountPage({ params }: Props) {
  const { id } = readPath(await params);
  const ctx = await authorize("accounts:manage");
  const account = (await listAccounts(ctx)).find((one) => one.id === id);
  if (!account) notFound();
  return (
    <Page>
      <PageHeader
        title={`${account.carrierLabel} · ${account.label}`}
        back={{ href: "/settings/carriers", label: "Carrier accounts" }}
      />
      <SettingsTabs current="carriers" role={ctx.actor.role} />
      <AccountForm key={`${account.updatedAt} ${account.isEnabled}`} account={account} />
      {account.isEnabled && findCarrier(account.carrierId)?.capabilities.includes("messaging") && (
        <Applications account={account} />
      )}
    </Page>
  );
}
