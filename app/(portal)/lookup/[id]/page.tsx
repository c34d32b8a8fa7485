import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { AppError } from "@/lib/domain/errors";
import { lookupQuery } from "@/lib/domain/lookup-view";
import { can, explainDenial } from "@/lib/domain/permissions";
import { readPath, readQuery } from "@/lib/domain/read-query";
import { getLookup } from "@/lib/services/lookup/get-lookup";
import { LookupView } from "./lookup-view";

export const metadata: Metadata = { title: "Lookup" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function LookupPage({ params, searchParams }: Props) {
  const { since } = readQuery(lookupQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const id = z.uuid().safeParse(readPath(await params).id);
  if (!id.success) notFound();
  const page = await getLookup(ctx, { id: id.data, since }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  const { role } = ctx.actor;
  return (
    <Page>
      <LookupView
        key={page.head.id}
        initial={page}
        readDenial={can(role, "numbers:refresh") ? null : explainDenial("numbers:refresh")}
        labelRights={{
          customer: can(role, "customers:write") ? null : explainDenial("customers:write"),
          annotate: can(role, "numbers:annotate") ? null : explainDenial("numbers:annotate"),
        }}
        orderDenial={can(role, "orders:write") ? null : explainDenial("orders:write")}
      />
    </Page>
  );
}
