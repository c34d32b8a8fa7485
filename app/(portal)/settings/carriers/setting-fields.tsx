import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FieldErrors } from "@/lib/domain/errors";
import { labelSetting } from "./account-labels";

export type SettingField = { name: string; isSecret: boolean; isSet: boolean; value: string | null };

/** The carrier's settings. For a secret, only whether it is set is shown; typing replaces it. */
export function SettingFields({ settings, errors }: { settings: readonly SettingField[]; errors?: FieldErrors }) {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      {settings.map(({ name, isSecret, isSet, value }) => (
        <Field
          key={name}
          label={labelSetting(name)}
          hint={isSecret ? `${name}. ${isSet ? "Set. Type to replace it." : "Not set."}` : name}
          errors={errors?.[name]}
        >
          <Input
            name={`setting.${name}`}
            type={isSecret ? "password" : "text"}
            defaultValue={value ?? ""}
            placeholder={isSecret && isSet ? "••••••••" : undefined}
            autoComplete={isSecret ? "new-password" : "off"}
            spellCheck={false}
            isMono
          />
        </Field>
      ))}
    </div>
  );
}

/** The field values by setting name. */
export const readSettings = (data: FormData): Record<string, string> =>
  Object.fromEntries(
    [...data.entries()].flatMap(([name, value]) =>
      name.startsWith("setting.") && typeof value === "string" ? [[name.slice("setting.".length), value]] : [],
    ),
  );
