import type { Metadata } from "next";
import { SettingsTabs } from "@/components/shell/settings-tabs";
import { Page, PageHeader } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { readQuantityLimits } from "@/lib/services/cart/quantity-limits";
import { listPeople } from "@/lib/services/people/list-people";
import { AddPerson } from "./add-person";
import { LimitsForm } from "./limits-form";
import { PeopleTable } from "./people-table";

export const metadata: Metadata = { title: "People" };

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
      <LimitsForm limits={limits} />
    </Page>
  );
}
