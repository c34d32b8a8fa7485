import { SettingsTabs } from "@/components/shell/settings-tabs";
import { Facts, Section } from "@/components/ui/card";
import { AnswerHeader } from "@/components/ui/answer-header";
import { formatNoun } from "@/components/ui/format";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { can, ROLE_LABELS } from "@/lib/domain/permissions";
import { listOwnSessions } from "@/lib/services/people/list-own-sessions";
import { ChangePassword } from "./change-password";
import { InstallationSettings } from "./installation-settings";
import { SessionsTable } from "./sessions-table";

export default async function SettingsPage() {
  const ctx = await authorize("self:manage");
  const { name, email, role } = ctx.actor;
  const sessions = await listOwnSessions(ctx);
  return (
    <Page>
      <AnswerHeader
        title="Settings"
        answer={`${name}, ${ROLE_LABELS[role].toLowerCase()}, signed in ${sessions.length === 1 ? "here only" : `in ${formatNoun(sessions.length, "place")}`}`}
      />
      <SettingsTabs current="account" role={role} />
      <Section title="Profile">
        <Facts
          items={[
            { label: "Name", value: name },
            { label: "Email address", value: email },
            { label: "Role", value: ROLE_LABELS[role] },
          ]}
        />
      </Section>
      <Section
        title="Sessions"
        description="Where you are signed in. A session ends after 12 hours of inactivity, and after 7 days in any case."
      >
        <SessionsTable sessions={sessions} />
      </Section>
      <Section title="Password" description="Changing it signs you out everywhere else.">
        <ChangePassword />
      </Section>
      {can(role, "accounts:manage") && <InstallationSettings ctx={ctx} />}
    </Page>
  );
}
