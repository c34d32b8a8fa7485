import type { Metadata } from "next";
import { LivePage } from "@/components/live/live-page";
import { TextLink } from "@/components/ui/link";
import { Page, PageHeader } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { isMoving } from "@/lib/domain/job-center";
import { can, explainDenial } from "@/lib/domain/permissions";
import { listJobs } from "@/lib/services/jobs/list-jobs";
import { CycleList } from "./cycle-list";
import { LookupJobs } from "./lookup-jobs";
import { JobCenterView } from "./job-center-view";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage() {
  const ctx = await authorize("orders:read");
  const center = await listJobs(ctx);
  return (
    <Page>
      <PageHeader
        title="Jobs"
        description="What is in progress, what is waiting, and what ended today, for all carriers. Work continues when you close this page."
        actions={
          <>
            <TextLink href="/orders/stuck">Stuck</TextLink>
            <TextLink href="/orders">All orders</TextLink>
          </>
        }
      />
      <LivePage at={center.at} pace={center.jobs.some(isMoving) || center.lookups.length > 0 ? "moving" : "list"} />
      <JobCenterView
        center={center}
        deniedReason={can(ctx.actor.role, "orders:write") ? null : explainDenial("orders:write")}
      />
      {center.lookups.length > 0 && (
        <LookupJobs
          jobs={center.lookups}
          deniedReason={can(ctx.actor.role, "numbers:refresh") ? null : explainDenial("numbers:refresh")}
        />
      )}
      <CycleList
        cycles={center.cycles}
        deniedReason={can(ctx.actor.role, "accounts:manage") ? null : explainDenial("accounts:manage")}
      />
    </Page>
  );
}
