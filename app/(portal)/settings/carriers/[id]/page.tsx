import { notFound } from "next/navigation";
import { SettingsTabs } from "@/components/shell/settings-tabs";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { listAccounts } from "@/lib/services/accounts/list-accounts";
import { findCarrier } from "@/lib/carriers/registry";
import { describeCause } from "@/lib/domain/carrier-breaker";
import { type IdProps, readPath } from "@/lib/domain/read-query";
import { AccountForm } from "./account-form";
import { Applications } from "./applications";

export default async function CarrierAccountPage({ params }: IdProps) {
  const { id } = readPath(await params);
  const ctx = await authorize("accounts:manage");
  const account = (await listAccounts(ctx)).find((one) => one.id === id);
  if (!account) notFound();
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/settings/carriers", label: "Carrier accounts" }]}
        title={`${account.carrierLabel} · ${account.label}`}
        answer={
          account.pause ? (
            <span className="text-bad">Paused: {describeCause(account.pause)}</span>
          ) : account.isEnabled ? (
            `On, ${account.mode === "live" ? "calls reach the carrier" : "simulated"}`
          ) : (
            <span className="text-pending">{account.awaitsProbe ? "Off until a test passes" : "Off"}</span>
          )
        }
      />
      <SettingsTabs current="carriers" role={ctx.actor.role} />
      <AccountForm key={`${account.updatedAt} ${account.isEnabled}`} account={account} />
      {account.isEnabled && findCarrier(account.carrierId)?.capabilities.includes("messaging") && (
        <Applications account={account} />
      )}
    </Page>
  );
}
