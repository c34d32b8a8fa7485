import { notFound } from "next/navigation";
import { z } from "zod";
import { SettingsTabs } from "@/components/shell/settings-tabs";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { readQuery } from "@/lib/domain/read-query";
import { hasSandbox } from "@/lib/services/sandbox-admin/call-sandbox";
import { listSimulated } from "@/lib/services/sandbox-admin/list-simulated";
import { ResetMenu } from "./reset-menu";
import { SandboxView } from "./sandbox-view";
import { viewName, ViewLinks } from "./view-links";

const query = z.object({ view: viewName.catch("outcomes") });

export default async function SandboxPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await authorize("sandbox:manage");
  if (!hasSandbox()) notFound();
  const { view } = readQuery(query, await searchParams);
  const carriers = await listSimulated(ctx);
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/settings", label: "Settings" }]}
        title="Sandbox"
        answer={`${new Intl.ListFormat("en-US").format(carriers.map(({ label }) => label))} simulated`}
        detail="Changes apply from the next call on."
        actions={<ResetMenu carriers={carriers} />}
      />
      <SettingsTabs current="sandbox" role={ctx.actor.role} />
      <ViewLinks current={view} />
      <SandboxView ctx={ctx} view={view} />
    </Page>
  );
}
