import { Section } from "@/components/ui/card";
import type { SettingRow } from "@/lib/services/sandbox-admin/setting-values";
import { SETTING_GROUPS } from "@/lib/services/sandbox-admin/setting-fields";
import { AllSettings } from "./all-settings";
import { LimitsForm } from "./limits-form";
import { SettingsForm } from "./settings-form";

/** How the played carriers behave where nothing else is set. Forms begin anew (`key`) when someone has changed a value. */
export function BehaviourView({ settings }: { settings: readonly SettingRow[] }) {
  const values = Object.fromEntries(settings.map(({ path, value }) => [path, value]));
  const limits = settings.filter(({ path }) => path.startsWith("limits."));
  return (
    <>
      <Section
        title="Delays and readings"
        description="How long the carriers take, and how they behave where their documents leave a point open."
      >
        <div className="grid items-start gap-4 lg:grid-cols-2">
          {SETTING_GROUPS.map((group) => {
            const own = Object.fromEntries(group.fields.map(({ path }) => [path, values[path] ?? null]));
            return <SettingsForm key={JSON.stringify(own)} group={group} values={own} />;
          })}
        </div>
      </Section>
      <Section
        title="Limits"
        description="Calls above a limit are refused with 429. A burst lets that many pass at once; without one the window is strict."
      >
        <LimitsForm key={JSON.stringify(limits)} limits={limits} />
      </Section>
      <Section
        title="All settings"
        description="Every setting of the sandbox, under the name that its documentation uses."
      >
        <AllSettings settings={settings} />
      </Section>
    </>
  );
}
