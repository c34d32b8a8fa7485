import type { Metadata } from "next";
import { TextLink } from "@/components/ui/link";
import { Page, PageHeader } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { can, explainDenial } from "@/lib/domain/permissions";
import { listJobs } from "@/lib/services/jobs/list-jobs";
import { JobCentreView } from "./job-centre-view";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage() {
  const ctx = await authorize("orders:read");
  const initial = await listJobs(ctx);
  return (
    <Page>
      <PageHeader
        title="Jobs"
        description="What is under way and what waits, across all carriers. It goes on when this page is closed."
        actions={<TextLink href="/orders">Older finished ones: all orders</TextLink>}
      />
      <JobCentreView
        initial={initial}
        deniedReason={can(ctx.actor.role, "orders:write") ? null : explainDenial("orders:write")}
      />
    </Page>
  );
}
