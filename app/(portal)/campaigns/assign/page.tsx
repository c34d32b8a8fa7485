import { z } from "zod";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Page, PageHeader } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { readQuery, type SearchProps } from "@/lib/domain/read-query";
import { listTargets } from "@/lib/services/campaigns/list-targets";
import { AssignForm } from "./assign-form";

const query = z.object({
  campaign: z.uuid().optional().catch(undefined),
  numbers: z.string().max(5_000).optional().catch(undefined),
});

export default async function AssignPage({ searchParams }: SearchProps) {
  const wanted = readQuery(query, await searchParams);
  const ctx = await authorize("orders:write");
  const targets = await listTargets(ctx);
  return (
    <Page>
      <PageHeader
        back={{ href: "/campaigns", label: "Campaigns" }}
        title="Assign numbers to a campaign"
        description="Enter numbers, check which fit and which would move, then send. Each number is followed until the carrier lists it."
      />
      {targets.length === 0 ? (
        <EmptyState
          title="No campaign is registered yet"
          actions={<ButtonLink href="/campaigns">Open campaigns</ButtonLink>}
        >
          Numbers can be assigned to a campaign once a carrier has registered it.
        </EmptyState>
      ) : (
        <AssignForm targets={targets} target={wanted.campaign} given={wanted.numbers} />
      )}
    </Page>
  );
}
