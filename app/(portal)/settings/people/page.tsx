import type { Metadata } from "next";
import { NumbersForm } from "@/components/form/numbers-form";
import { SettingsTabs } from "@/components/shell/settings-tabs";
import { Page, PageHeader } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { MAX_IN_CART } from "@/lib/domain/cart";
import { ROLE_LABELS } from "@/lib/domain/permissions";
import { readQuantityLimits } from "@/lib/services/cart/quantity-limits";
import { listPeople } from "@/lib/services/people/list-people";
import { saveQuantityLimitsAction } from "./actions";
import { AddPerson } from "./add-person";
import { PeopleTable } from "./people-table";

export const metadata: Metadata = { title: "People" };

const ROLES_THAT_ORDER = ["account-manager", "administrator"] as const;

export default async function PeoplePage() {
  const ctx = await authorize("people:manage");
  const [people, limits] = await Promise.all([listPeople(ctx), readQuantityLimits(ctx)]);
  return (
    <Page>
      <PageHeader
        title="People"
        description="Who can sign in, and what each role can do. Changes take effect at once."
        actions={<AddPerson />}
      />
      <SettingsTabs current="people" role={ctx.actor.role} />
      <PeopleTable people={people} selfId={ctx.actor.id} />
      <NumbersForm
        title="Numbers in one order"
        description={`How many numbers each role can have in the cart and order at once, up to ${MAX_IN_CART.toLocaleString("en-US")}. Other roles cannot order.`}
        fields={ROLES_THAT_ORDER.map((name) => ({ name, label: ROLE_LABELS[name] }))}
        values={limits}
        onSave={saveQuantityLimitsAction}
      />
    </Page>
  );
}
