import { notFound } from "next/navigation";
import { z } from "zod";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { lookupQuery } from "@/lib/domain/lookup-view";
import { findDenial } from "@/lib/domain/permissions";
import { type IdProps, readPath, readQuery, type SearchProps } from "@/lib/domain/read-query";
import { getLookup } from "@/lib/services/lookup/get-lookup";
import { orNotFound } from "../../or-not-found";
import { LookupView } from "./lookup-view";

export default async function LookupPage({ params, searchParams }: IdProps & SearchProps) {
  const { since } = readQuery(lookupQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const id = z.uuid().safeParse(readPath(await params).id);
  if (!id.success) notFound();
  const page = await orNotFound(getLookup(ctx, { id: id.data, since }));
  const { role } = ctx.actor;
  return (
    <Page>
      <LookupView
        key={page.head.id}
        initial={page}
        readDenial={findDenial(role, "numbers:refresh")}
        labelRights={{
          customer: findDenial(role, "customers:write"),
          annotate: findDenial(role, "numbers:annotate"),
        }}
        orderDenial={findDenial(role, "orders:write")}
      />
    </Page>
  );
}
