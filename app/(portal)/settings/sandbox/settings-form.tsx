"use client";

import { useState } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { formatNoun } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { SettingValue } from "@/lib/services/sandbox-admin/setting-values";
import type { SettingField, SettingGroup } from "@/lib/services/sandbox-admin/setting-fields";
import { changeSettingsAction } from "./actions";
import { useSandboxAction } from "./use-sandbox-action";

type Values = Readonly<Record<string, SettingValue>>;
type Drafts = Readonly<Record<string, string>>;

export function SettingsForm({ group, values }: { group: SettingGroup; values: Values }) {
  const [drafts, setDrafts] = useState<Drafts>({});
  const { failure, isBusy, run } = useSandboxAction();

  const read = group.fields.map((field) => ({ field, ...readDraft(field, values, drafts) }));
  const changes = read.flatMap(({ field: { path }, value }) =>
    value === undefined || value === values[path] ? [] : [{ path, value }],
  );
  const isWrong = read.some(({ value }) => value === undefined);
  const disabledReason = isWrong
    ? "Put the marked figures right first."
    : changes.length === 0
      ? "Nothing is changed."
      : null;
  const submit = () =>
    run(
      () => changeSettingsAction({ changes }),
      ({ changed }) => `${group.title}: ${formatNoun(changed, "setting")} changed`,
    );
  return (
    <Card>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (disabledReason === null && !isBusy) submit();
        }}
      >
        <h3 className="text-sm font-semibold text-ink">{group.title}</h3>
        {failure && <FailureBanner failure={failure} />}
        <div className="grid items-start gap-x-4 gap-y-3 sm:grid-cols-2">
          {read.map(({ field, text, value }) => (
            <SettingControl
              key={field.path}
              field={field}
              text={text}
              isWrong={value === undefined}
              onChange={(next) => setDrafts({ ...drafts, [field.path]: next })}
            />
          ))}
        </div>
        <div>
          <Button type="submit" isBusy={isBusy} disabledReason={disabledReason}>
            {changes.length > 0 ? `Save ${formatNoun(changes.length, "change")}` : "Save"}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function SettingControl({
  field,
  text,
  isWrong,
  onChange,
}: {
  field: SettingField;
  text: string;
  isWrong: boolean;
  onChange: (text: string) => void;
}) {
  if (field.kind === "switch")
    return (
      <div className="flex min-h-8 flex-col justify-center sm:pt-4">
        <Switch label={field.label} isOn={text === "true"} onChange={(isOn) => onChange(String(isOn))} />
        {field.hint && <p className="text-xs text-faint">{field.hint}</p>}
      </div>
    );
  if (field.kind === "choice")
    return (
      <Field label={field.label} hint={field.hint}>
        <Select
          options={field.options.map(({ value, label }) => ({ value: JSON.stringify(value), label }))}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
    );
  const isTime = field.kind === "seconds";
  return (
    <Field
      label={isTime ? `${field.label} (seconds)` : field.label}
      hint={field.hint}
      errors={isWrong ? [isTime ? "Expected seconds, such as 1.5." : "Expected a number above 0."] : undefined}
    >
      <Input inputMode="decimal" value={text} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}

/** `text` is what the control shows; `value` what it stands for, undefined when it makes no sense. */
function readDraft(field: SettingField, values: Values, drafts: Drafts): { text: string; value?: SettingValue } {
  const current = values[field.path] ?? null;
  const draft = drafts[field.path];
  if (field.kind === "switch" || field.kind === "choice") {
    const text = draft ?? JSON.stringify(current);
    return { text, value: JSON.parse(text) as SettingValue };
  }
  const factor = field.kind === "seconds" ? 1000 : 1;
  if (draft === undefined) return { text: String(Number(current) / factor), value: current };
  const figure = Number(draft.trim() === "" ? Number.NaN : draft.replace(",", "."));
  const isGood = Number.isFinite(figure) && (field.kind === "seconds" ? figure >= 0 : figure > 0);
  return isGood ? { text: draft, value: Math.round(figure * factor * 1000) / 1000 } : { text: draft };
}
