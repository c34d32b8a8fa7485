import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { Failure } from "@/lib/domain/result";
import { SchemaFields } from "./schema-fields";
import type { useChoice } from "./use-choice";

/** The carrier, the choice and its fields. `errors` of the choice itself are in `choiceErrors`. */
export const ChoiceFields = ({
  of: { carriers, carrierId, chooseCarrier, choices, choice, choose, fields, draft, setDrafts },
  label,
  errors,
  choiceErrors,
}: {
  of: ReturnType<typeof useChoice>;
  label: string;
  errors: Failure["fields"];
  choiceErrors: readonly string[] | undefined;
}) => (
  <div className="grid gap-x-4 gap-y-3 md:grid-cols-2 lg:grid-cols-4">
    <Field label="Carrier" errors={errors?.carrier}>
      <Select
        options={carriers.map((carrier) => ({ value: carrier.id, label: carrier.label }))}
        value={carrierId}
        onText={chooseCarrier}
      />
    </Field>
    <Field label={label} hint={choice?.meaning} errors={choiceErrors}>
      <Select options={choices} value={choice?.value} onText={choose} />
    </Field>
    <SchemaFields fields={fields} draft={draft} errors={errors} prefix="values." onChange={setDrafts} />
  </div>
);
