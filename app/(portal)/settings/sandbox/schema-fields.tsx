import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import type { FieldErrors } from "@/lib/domain/errors";
import type { SandboxField } from "@/lib/services/sandbox-admin/describe-sandbox";
import type { Draft, DraftValue, LimitDraft } from "./field-draft";

/** Controls for fields that a carrier's definition describes. `prefix` comes before a field's name in `errors`. */
export function SchemaFields({
  fields,
  draft,
  errors = {},
  prefix = "",
  onChange,
}: {
  fields: readonly SandboxField[];
  draft: Draft;
  errors?: FieldErrors;
  prefix?: string;
  onChange: (draft: Draft) => void;
}) {
  return fields.map((field) => {
    const path = `${prefix}${field.name}`;
    return (
      <SchemaField
        key={path}
        field={field}
        value={draft[field.name] ?? ""}
        errors={Object.entries(errors).flatMap(([name, messages = []]) =>
          name === path || name.startsWith(`${path}.`) ? messages : [],
        )}
        onChange={(value) => onChange({ ...draft, [field.name]: value })}
      />
    );
  });
}

type ControlProps = {
  field: SandboxField;
  value: DraftValue;
  errors: string[];
  onChange: (value: DraftValue) => void;
};

function SchemaField({ field, value, errors, onChange }: ControlProps) {
  const { title, hint, control, options = [], isOptional } = field;
  if (typeof value === "boolean")
    return (
      <div className="flex min-h-8 flex-col justify-center sm:pt-4">
        <Switch label={title} isOn={value} onChange={onChange} />
        {hint && <p className="text-xs text-faint">{hint}</p>}
      </div>
    );
  if (typeof value === "object") return <LimitField {...{ field, value, errors, onChange }} />;
  const unit = control === "seconds" ? `${title} (seconds)` : title;
  return (
    <Field label={unit} hint={hint} errors={errors} className={control === "json" ? "sm:col-span-2" : undefined}>
      {control === "choice" ? (
        <Select
          options={options.map((option) => ({ value: String(option.value), label: option.label }))}
          placeholder={isOptional ? "Default" : undefined}
          value={value}
          onText={onChange}
        />
      ) : control === "json" ? (
        <Textarea isMono rows={3} value={value} onText={onChange} />
      ) : (
        <Input inputMode={control === "text" ? "text" : "decimal"} value={value} onText={onChange} />
      )}
    </Field>
  );
}

function LimitField({
  field: { title },
  value,
  errors,
  onChange,
}: Omit<ControlProps, "value"> & { value: LimitDraft }) {
  const figure = (name: "requests" | "seconds" | "burst", label: string, placeholder?: string) => (
    <Field label={label}>
      <Input
        inputMode="decimal"
        disabled={!value.isLimited}
        placeholder={placeholder}
        value={value[name]}
        onChange={(event) => onChange({ ...value, [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <fieldset className="flex flex-col gap-1 sm:col-span-2">
      <legend className="sr-only">{title}</legend>
      <Checkbox
        label={title}
        checked={value.isLimited}
        onChange={(event) => onChange({ ...value, isLimited: event.target.checked })}
      />
      <div className="grid grid-cols-3 gap-3">
        {figure("requests", "Requests")}
        {figure("seconds", "Per seconds")}
        {figure("burst", "Burst", "None")}
      </div>
      {errors.length > 0 && <p className="text-xs text-bad">{errors.join(" ")}</p>}
    </fieldset>
  );
}
