"use client";

import { useState } from "react";
import { Card } from "@/components/ui/card";
import { formatNoun } from "@/components/ui/format";
import type { SandboxField, SettingValue } from "@/lib/services/sandbox-admin/describe-sandbox";
import { changeSettingsAction } from "./actions";
import { type Draft, readDraft, toDraft } from "./field-draft";
import { SandboxForm } from "./sandbox-form";
import { SchemaFields } from "./schema-fields";
import { useSandboxAction } from "./use-sandbox-action";

/** One section of the settings. `fields` are named by their path; `values` in the same order. */
export function SettingsForm({
  title,
  fields,
  values,
}: {
  title: string;
  fields: readonly SandboxField[];
  values: readonly SettingValue[];
}) {
  const drafts = () => Object.fromEntries(fields.map((field, n) => [field.name, toDraft(field, values[n] ?? null)]));
  const [draft, setDraft] = useState<Draft>(drafts);
  const { failure, isBusy, run } = useSandboxAction();
  const changes = fields.flatMap((field, n) => {
    const value = readDraft(field, draft[field.name] ?? "");
    return value === undefined || isSame(value, values[n]) ? [] : [{ path: field.name, value }];
  });
  return (
    <Card>
      <SandboxForm
        submitLabel={changes.length > 0 ? `Save ${formatNoun(changes.length, "change")}` : "Save"}
        disabledReason={changes.length === 0 ? "Nothing is changed." : null}
        failure={failure}
        isBusy={isBusy}
        onSubmit={() =>
          run(
            () => changeSettingsAction({ changes }),
            ({ changed }) => `${title}: ${formatNoun(changed, "setting")} changed`,
          )
        }
      >
        <h3 className="text-sm font-semibold text-ink">{title}</h3>
        <div className="grid items-start gap-x-4 gap-y-3 sm:grid-cols-2">
          <SchemaFields fields={fields} draft={draft} errors={failure?.fields} onChange={setDraft} />
        </div>
      </SandboxForm>
    </Card>
  );
}

const isSame = (one: SettingValue, other: SettingValue | undefined) => JSON.stringify(one) === JSON.stringify(other);
