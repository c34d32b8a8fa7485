import { SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import { ListPager } from "@/components/data-table/list-pager";
import { ExportMenu } from "@/components/exports/export-menu";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { customerQuery } from "@/lib/domain/customer";
import { readQuery } from "@/lib/domain/read-query";
import { listCustomers } from "@/lib/services/customers/list-customers";
import { readRights } from "../numbers/[e164]/number-rights";
import { CustomerButton } from "./customer-form";
import { CustomersTabs } from "./customers-tabs";
import { CustomersTable } from "./customers-table";
import { describeCustomers, toParams } from "./describe-customers";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CustomersPage({ searchParams }: Props) {
  const query = readQuery(customerQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const page = await listCustomers(ctx, query);
  const isFiltered = query.q !== undefined || query.show !== undefined;
  const rights = readRights(ctx.actor.role);
  return (
    <Page>
      <AnswerHeader
        title="Customers"
        answer={describeCustomers(page, isFiltered)}
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
