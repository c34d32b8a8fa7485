import type { Metadata } from "next";
import { DisplayMenu } from "@/components/data-table/display-menu";
import { Pager } from "@/components/data-table/pager";
import { EmptyState } from "@/components/feedback/empty-state";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Facts, Section } from "@/components/ui/card";
import { formatCount } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { NoValue } from "@/components/ui/no-value";
import { Page } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/time";
import { authorize } from "@/lib/auth/session";
import { readPath, readQuery } from "@/lib/domain/read-query";
import { chooseColumns } from "@/lib/domain/table";
import { getCustomerPage } from "@/lib/services/customers/get-customer-page";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { NUMBERS_TABLE } from "@/lib/services/numbers/numbers-table";
import { ExportMenu } from "@/components/exports/export-menu";
import { readRights } from "../../numbers/[e164]/number-rights";
import { toNumbersExport, toParams } from "../../numbers/describe-filters";
import { CHOOSABLE_COLUMNS, NumbersTable } from "../../numbers/numbers-table";
import { setColumnsAction, setDensityAction } from "../../preference-actions";
import { CustomerButton } from "../customer-form";
import { ArchiveButtons } from "./archive-buttons";
import { describeCustomer } from "./describe-customer";
import { RelatedWork } from "./related-work";

export const metadata: Metadata = { title: "Customer" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function CustomerPage({ params, searchParams }: Props) {
  const { id } = readPath(await params);
  const { sort, after, before } = readQuery(numberQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const query = numberQuery.parse({ customer: id, sort, after, before });
  const found = await getCustomerPage(ctx, id, query);
  if (!found) return <NotHere />;
  const { customer, page, smsAccounts, preferences, orders, uploads, silentDays } = found;
  const rights = readRights(ctx.actor.role);
  const chosen = preferences.columns.numbers;
  const { name, texting, isArchived } = customer;
  const matching = { total: page.total, query: toParams(query).toString(), title: `Numbers of ${name}` };
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/customers", label: "Customers" }]}
        title={name}
        answer={describeCustomer(customer.numbers, texting)}
        actions={
          <>
            {isArchived && <Badge>Archived</Badge>}
            <ExportMenu href={toNumbersExport(query)} />
            <CustomerButton denial={rights.customer} customer={customer} />
            <ArchiveButtons {...customer} denial={rights.customer} />
          </>
        }
      />
      <Facts
        items={[
          { label: "Our reference", value: customer.reference ?? <NoValue /> },
          {
            label: "Drifted",
            value:
              texting.drifted === 0 ? (
                "0"
              ) : (
                <TextLink href={`/numbers?customer=${customer.id}&view=drifted`}>
                  {formatCount(texting.drifted)}
                </TextLink>
              ),
          },
          {
            label: "Created",
            value: (
              <>
                <RelativeTime at={customer.createdAt} />
                {customer.createdBy && ` by ${customer.createdBy}`}
              </>
            ),
          },
          { label: "Last change", value: <RelativeTime at={customer.changedAt} /> },
        ]}
      />
      {customer.note !== "" && (
        <Section title="Note">
          <p className="max-w-[80ch] text-sm [overflow-wrap:anywhere] whitespace-pre-wrap text-ink">{customer.note}</p>
        </Section>
      )}
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
        <Pager
          shown={page.rows.length}
          total={page.total}
          noun={["number", "numbers"]}
          previous={page.previous}
          next={page.next}
        />
      </Section>
      <RelatedWork customerId={customer.id} orders={orders} uploads={uploads} />
    </Page>
  );
}

const NotHere = () => (
  <Page>
    <EmptyState
      isPage
      title="There is no such customer"
      actions={<ButtonLink href="/customers">All customers</ButtonLink>}
    >
      It may have been deleted.
    </EmptyState>
  </Page>
);
