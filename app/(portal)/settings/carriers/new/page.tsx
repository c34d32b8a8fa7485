import { SettingsTabs } from "@/components/shell/settings-tabs";
import { Page, PageHeader } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { listCarrierChoices } from "@/lib/services/accounts/list-accounts";
import { AddAccountForm } from "./add-account-form";

export default async function NewCarrierAccountPage() {
  const ctx = await authorize("accounts:manage");
  return (
    <Page>
      <PageHeader
        title="Add a carrier account"
        description="Add credentials for a carrier: another account, or the first live one."
        back={{ href: "/settings/carriers", label: "Carrier accounts" }}
      />
      <SettingsTabs current="carriers" role={ctx.actor.role} />
      <AddAccountForm carriers={listCarrierChoices()} />
    </Page>
  );
}
