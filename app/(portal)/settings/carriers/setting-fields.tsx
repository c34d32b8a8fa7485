import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FieldErrors } from "@/lib/domain/errors";
import { labelSetting } from "./account-words";

export type SettingField = { name: string; isSecret: boolean; isSet: boolean; value: string | null };

/** The carrier's own settings. A secret shows only whether there is one; what is typed replaces it. */
export function SettingFields({ settings, errors }: { settings: readonly SettingField[]; errors?: FieldErrors }) {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      {settings.map(({ name, isSecret, isSet, value }) => (
        <Field
          key={name}
          label={labelSetting(name)}
          hint={isSecret ? `${name}. ${isSet ? "Set; type to replace it." : "Not set."}` : name}
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

/** What the fields hold, by the settings' names. */
export const readSettings = (data: FormData): Record<string, string> =>
  Object.fromEntries(
    [...data.entries()].flatMap(([name, value]) =>
      name.startsWith("setting.") && typeof value === "string" ? [[name.slice("setting.".length), value]] : [],
    ),
  );
