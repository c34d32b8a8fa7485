import { NumbersForm } from "@/components/form/numbers-form";
import { SettingsTabs } from "@/components/shell/settings-tabs";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { formatCount, formatNoun } from "@/components/ui/format";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import type { AnswerPart } from "@/lib/domain/answer";
import { MAX_IN_CART } from "@/lib/domain/cart";
import { ROLE_LABELS } from "@/lib/domain/permissions";
import { readQuantityLimits } from "@/lib/services/cart/quantity-limits";
import { listPeople, type PersonRow } from "@/lib/services/people/list-people";
import { saveQuantityLimitsAction } from "./actions";
import { AddPerson } from "./add-person";
import { PeopleTable } from "./people-table";

const ROLES_THAT_ORDER = ["account-manager", "administrator"] as const;

export default async function PeoplePage() {
  const ctx = await authorize("people:manage");
  const [people, limits] = await Promise.all([listPeople(ctx), readQuantityLimits(ctx)]);
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/settings", label: "Settings" }]}
        title="People"
        answer={<Answer parts={describePeople(people)} />}
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

function describePeople(people: readonly PersonRow[]): AnswerPart[] {
  const active = people.filter(({ isDisabled }) => !isDisabled);
  const waiting = active.filter(({ mustChange }) => mustChange).length;
  const disabled = people.length - active.length;
  return [
    { text: `${formatNoun(active.length, "person", "people")} can sign in` },
    ...(waiting > 0 ? [{ text: `${formatCount(waiting)} with a temporary password`, tone: "pending" } as const] : []),
    ...(disabled > 0 ? [{ text: `${formatCount(disabled)} disabled` }] : []),
  ];
}
