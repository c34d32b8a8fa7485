import type { Metadata } from "next";
import { SettingsTabs } from "@/components/shell/settings-tabs";
import { Card, Facts, Section } from "@/components/ui/card";
import { Page, PageHeader } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { can, ROLE_LABELS } from "@/lib/domain/permissions";
import { readMessageAge } from "@/lib/services/numbers/message-age";
import { readFreshness } from "@/lib/services/numbers/freshness";
import { listOwnSessions } from "@/lib/services/people/list-own-sessions";
import { readSilence } from "@/lib/services/messages/silence";
import { listExpectedTimes } from "@/lib/services/orders/expected-times";
import { readIntervals } from "@/lib/services/reconciliation/reading-intervals";
import { readUploadAge } from "@/lib/services/uploads/upload-age";
import { ChangePassword } from "./change-password";
import { saveExpectedTimesAction, saveMessageAgeAction, saveSilenceAction, saveUploadAgeAction } from "./actions";
import { DaysForm } from "./days-form";
import { ExpectedTimesForm } from "./expected-times-form";
import { FreshnessForm } from "./freshness-form";
import { IntervalsForm } from "./intervals-form";
import { SessionsTable } from "./sessions-table";
import { SilenceForm } from "./silence-form";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const ctx = await authorize("self:manage");
  const { name, email, role } = ctx.actor;
  const [sessions, messageAge, uploadAge, expectedTimes, silence, freshness] = await Promise.all([
    listOwnSessions(ctx),
    can(role, "accounts:manage") ? readMessageAge(ctx) : null,
    can(role, "accounts:manage") ? readUploadAge(ctx) : null,
    can(role, "accounts:manage") ? listExpectedTimes(ctx) : null,
    can(role, "accounts:manage") ? readSilence(ctx) : null,
    can(role, "accounts:manage") ? readFreshness(ctx) : null,
  ]);
  return (
    <Page>
      <PageHeader title="Settings" />
      <SettingsTabs current="account" role={role} />
      <Section title="Profile">
        <Card>
          <Facts
            items={[
              { label: "Name", value: name },
              { label: "Email address", value: email },
              { label: "Role", value: ROLE_LABELS[role] },
            ]}
          />
        </Card>
      </Section>
      {freshness !== null && <FreshnessForm hours={freshness} />}
      {messageAge !== null && (
        <DaysForm
          title="Message age"
          description="A test message or inbound message proves for this many days that a number works. After that, it counts as too old. Applies to everyone."
          label="Days"
          days={messageAge}
          onSave={saveMessageAgeAction}
        />
      )}
      {uploadAge !== null && (
        <DaysForm
          title="Uploads"
          description="Rows and results of an upload are deleted after this time. Its orders stay. Applies to new uploads of everyone."
          label="Kept for"
          hint="Days"
          days={uploadAge}
          onSave={saveUploadAgeAction}
        />
      )}
      {silence && <SilenceForm silence={silence} onSave={saveSilenceAction} />}
      {expectedTimes && <ExpectedTimesForm times={expectedTimes} onSave={saveExpectedTimesAction} />}
      {can(role, "accounts:manage") && <IntervalsForm intervals={await readIntervals(ctx)} />}
      <Section
        title="Sessions"
        description="Where you are signed in. A session ends after 12 hours of inactivity, and after 7 days in any case."
      >
        <SessionsTable sessions={sessions} />
      </Section>
      <Section title="Password" description="Changing it signs you out everywhere else.">
        <Card>
          <ChangePassword />
        </Card>
      </Section>
    </Page>
  );
}
