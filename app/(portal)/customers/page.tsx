import type { Metadata } from "next";
import { SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import { ListPager } from "@/components/data-table/list-pager";
import { ExportMenu } from "@/components/exports/export-menu";
import { AnswerHeader } from "@/components/ui/answer-header";
import { formatCount, formatNoun } from "@/components/ui/format";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { type CustomerQuery, customerQuery } from "@/lib/domain/customer";
import { readQuery } from "@/lib/domain/read-query";
import { listCustomers } from "@/lib/services/customers/list-customers";
import { readRights } from "../numbers/[e164]/number-rights";
import { CustomerButton } from "./customer-form";
import { CustomersTabs } from "./customers-tabs";
import { CustomersTable } from "./customers-table";

export const metadata: Metadata = { title: "Customers" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CustomersPage({ searchParams }: Props) {
  const query = readQuery(customerQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const page = await listCustomers(ctx, query);
  const { count, isExact } = page.total;
  const isFiltered = query.q !== undefined || query.show !== undefined;
  const rights = readRights(ctx.actor.role);
  const trouble = page.rows.filter(({ texting }) => texting.cannot > 0).length;
  const answer =
    count === 0
      ? isFiltered
        ? "No customer matches"
        : "No customers yet"
      : `${isExact ? formatNoun(count, "customer") : `${formatCount(count)}+ customers`}${describeTrouble(trouble, page.rows.length === count)}`;
  return (
    <Page>
      <AnswerHeader
        title="Customers"
        answer={answer}
        actions={
          <>
            <ExportMenu href={`/api/customers/export?${toParams(query)}`} />
            <CustomerButton denial={rights.customer} />
          </>
        }
      />
      <CustomersTabs current="customers" />
      <div role="search" className="flex flex-wrap items-center gap-2">
        <TextFilter
          name="q"
          label="Name or our reference"
          placeholder="Name or our reference"
          className="w-full sm:w-72"
        />
        <SelectFilter
          name="show"
          label="In use"
          options={[
            { value: "archived", label: "Archived" },
            { value: "all", label: "In use and archived" },
          ]}
        />
      </div>
      <CustomersTable rows={page.rows} isFiltered={isFiltered} denial={rights.customer} />
      <ListPager page={page} noun={["customer", "customers"]} />
    </Page>
  );
}

/** Only where the whole list is on the page, it can be said of all. */
const describeTrouble = (count: number, isWhole: boolean) =>
  isWhole && count > 0 ? `, ${formatCount(count)} with numbers that cannot text` : "";

function toParams({ q, show, sort }: CustomerQuery): string {
  return new URLSearchParams({ ...(q && { q }), ...(show && { show }), sort }).toString();
}
