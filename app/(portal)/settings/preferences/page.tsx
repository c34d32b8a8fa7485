import { SettingsTabs } from "@/components/shell/settings-tabs";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { Section } from "@/components/ui/card";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { DEFAULT_ACCOUNT_KINDS } from "@/lib/domain/preferences";
import { chooseColumns } from "@/lib/domain/table";
import { listCapableAccounts } from "@/lib/services/accounts/list-capable-accounts";
import { NUMBERS_TABLE } from "@/lib/services/numbers/numbers-table";
import { readPreferences } from "@/lib/services/people/preferences";
import { readTimeZonePreference } from "@/lib/services/people/time-zone-preference";
import { CHOOSABLE_COLUMNS } from "../../numbers/numbers-table";
import { ColumnsField } from "./columns-field";
import { DefaultAccounts } from "./default-accounts";
import { DensityField } from "./density-field";
import { TimeZoneField } from "./time-zone-field";
import { listDefaultKinds } from "./list-default-kinds";

/** What a person sets for all of their browsers, except for the appearance. */
export default async function PreferencesPage() {
  const ctx = await authorize("self:manage");
  const [preferences, chosenZone, ...accounts] = await Promise.all([
    readPreferences(ctx),
    readTimeZonePreference(ctx),
    ...DEFAULT_ACCOUNT_KINDS.map((kind) => listCapableAccounts(ctx, { capabilities: [kind] })),
  ]);
  const kinds = listDefaultKinds(accounts, preferences);
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/settings", label: "Settings" }]}
        title="Preferences"
        answer={`Times in ${ctx.timeZone.replaceAll("_", " ")}, ${preferences.density} tables`}
      />
      <SettingsTabs current="preferences" role={ctx.actor.role} />
      <Section title="Time zone" description="Used for all times, date filters and exports, in every browser.">
        <TimeZoneField chosen={chosenZone} shown={ctx.timeZone} zones={Intl.supportedValuesOf("timeZone")} />
      </Section>
      <Section title="Tables">
        <div className="flex flex-col gap-4">
          <DensityField density={preferences.density} />
          <ColumnsField
            legend="Columns of the numbers list"
            list="numbers"
            columns={CHOOSABLE_COLUMNS}
            shown={chooseColumns(NUMBERS_TABLE, preferences.columns.numbers)}
          />
        </div>
      </Section>
      <Section title="Default accounts" description="The account that a form offers first, whatever was chosen last.">
        <DefaultAccounts kinds={kinds} />
      </Section>
      <Section title="Appearance" description="Applies to this browser. System follows your device.">
        <ThemeSwitch hasLabels />
      </Section>
    </Page>
  );
}
