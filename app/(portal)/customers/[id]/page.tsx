import { ExportMenu } from "@/components/exports/export-menu";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Badge } from "@/components/ui/badge";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { readPath, readQuery } from "@/lib/domain/read-query";
import { getCustomerPage } from "@/lib/services/customers/get-customer-page";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { readRights } from "../../numbers/[e164]/number-rights";
import { toNumbersExport } from "../../numbers/describe-filters";
import { CustomerButton } from "../customer-form";
import { ArchiveButtons } from "./archive-buttons";
import { CustomerFacts } from "./customer-facts";
import { CustomerNumbers } from "./customer-numbers";
import { describeCustomer } from "./describe-customer";
import { NotHere } from "./not-here";
import { RelatedWork } from "./related-work";

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
  const { customer, orders, uploads } = found;
  const rights = readRights(ctx.actor.role);
  const { name, texting, isArchived } = customer;
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
      <CustomerFacts customer={customer} />
      <CustomerNumbers view={found} query={query} rights={rights} />
      <RelatedWork customerId={customer.id} orders={orders} uploads={uploads} />
    </Page>
  );
}
