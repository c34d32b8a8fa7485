import { LivePage } from "@/components/live/live-page";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { ButtonLink } from "@/components/ui/button";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { isMoving } from "@/lib/domain/job-center";
import { findDenial } from "@/lib/domain/permissions";
import { listJobs } from "@/lib/services/jobs/list-jobs";
import { CycleList } from "./cycle-list";
import { describeJobs } from "./describe-jobs";
import { LookupJobs } from "./lookup-jobs";
import { JobCenterView } from "./job-center-view";

export default async function JobsPage() {
  const ctx = await authorize("orders:read");
  const center = await listJobs(ctx);
  return (
    <Page>
      <AnswerHeader
        title="Jobs"
        answer={<Answer parts={describeJobs(center)} />}
        actions={
          <>
            <ButtonLink href="/orders/stuck">Stuck</ButtonLink>
            <ButtonLink href="/orders">All orders</ButtonLink>
          </>
        }
      />
      <LivePage at={center.at} pace={center.jobs.some(isMoving) || center.lookups.length > 0 ? "moving" : "list"} />
      <JobCenterView center={center} deniedReason={findDenial(ctx.actor.role, "orders:write")} />
      {center.lookups.length > 0 && (
        <LookupJobs jobs={center.lookups} deniedReason={findDenial(ctx.actor.role, "numbers:refresh")} />
      )}
      <CycleList cycles={center.cycles} deniedReason={findDenial(ctx.actor.role, "accounts:manage")} />
    </Page>
  );
}
