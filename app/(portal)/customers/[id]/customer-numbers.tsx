import { DisplayMenu } from "@/components/data-table/display-menu";
import { ListPager } from "@/components/data-table/list-pager";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { TextLink } from "@/components/ui/link";
import { chooseColumns } from "@/lib/domain/table";
import type { CustomerPageView } from "@/lib/services/customers/get-customer-page";
import type { NumberQuery } from "@/lib/services/numbers/number-query";
import { NUMBERS_TABLE } from "@/lib/services/numbers/numbers-table";
import type { NumberRights } from "../../numbers/[e164]/number-rights";
import { toParams } from "../../numbers/describe-filters";
import { CHOOSABLE_COLUMNS, NumbersTable } from "../../numbers/numbers-table";
import { setColumnsAction, setDensityAction } from "../../preference-actions";

/** A page of its numbers. `query` is what they were read by. */
export function CustomerNumbers({
  view: { customer, page, smsAccounts, preferences, silentDays },
  query,
  rights,
}: {
  view: CustomerPageView;
  query: NumberQuery;
  rights: NumberRights;
}) {
  const chosen = preferences.columns.numbers;
  const matching = { total: page.total, query: toParams(query).toString(), title: `Numbers of ${customer.name}` };
  return (
    <Section
      title="Numbers"
      actions={
        <>
          <TextLink href={`/numbers?customer=${customer.id}`}>Filter these numbers</TextLink>
          <DisplayMenu
            list="numbers"
            columns={CHOOSABLE_COLUMNS}
            shown={chooseColumns(NUMBERS_TABLE, chosen)}
            actions={{ setColumns: setColumnsAction, setDensity: setDensityAction }}
          />
        </>
      }
    >
      <NumbersTable
        rows={page.rows}
        isFiltered
        search={null}
        chosen={chosen}
        matching={matching}
        smsAccounts={smsAccounts}
        silentDays={silentDays}
        denial={rights.order}
        refreshDenial={rights.refresh}
        labelRights={rights}
        empty={
          <EmptyState
            title="No numbers yet"
            actions={<ButtonLink href="/numbers?customer=none">Numbers without a customer</ButtonLink>}
          >
            Select numbers on their list and choose Set customer.
          </EmptyState>
        }
      />
      <ListPager page={page} noun={["number", "numbers"]} />
    </Section>
  );
}
