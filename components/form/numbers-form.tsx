"use client";

import type { Result } from "@/lib/domain/result";
import { FailureBanner } from "../feedback/failure-banner";
import { useReloadingAction } from "../feedback/use-action";
import { Button } from "../ui/button";
import { Card, Section } from "../ui/card";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { toast } from "../ui/toaster";

type Numbers = Readonly<Record<string, number | null>>;
type NumberField<Name> = { name: Name; label: string; hint?: string; canBeBlank?: boolean };

/** A setting of one or several numbers, saved together. A field that can be blank is null then. `id`: for links to it. */
export function NumbersForm<Values extends Numbers>({
  id,
  title,
  description,
  fields,
  values,
  onSave,
}: {
  id?: string;
  title: string;
  description: string;
  fields: readonly NumberField<keyof Values & string>[];
  values: { readonly [Name in keyof Values]: number | null };
  onSave: (input: Values) => Promise<Result<void>>;
}) {
  const { run, isBusy, failure } = useReloadingAction();
  const save = (data: FormData) => {
    const given = fields.map(({ name, canBeBlank }) => {
      const text = String(data.get(name)).replace(/[,\s]/g, "");
      return [name, text === "" && canBeBlank ? null : Number(text)] as const;
    });
    run(
      () => onSave(Object.fromEntries(given) as Values),
      () => toast.success(`${title} saved`),
    );
  };
  return (
    <Section title={title} description={description}>
      <Card>
        <form
          id={id}
          className="flex flex-wrap items-end gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (!isBusy) save(new FormData(event.currentTarget));
          }}
        >
          {fields.map(({ name, label, hint }) => (
            <Field key={name} label={label} hint={hint} errors={failure?.fields?.[name]} className="w-52">
              <Input name={name} inputMode="numeric" autoComplete="off" defaultValue={values[name] ?? ""} />
            </Field>
          ))}
          <Button type="submit" isBusy={isBusy} aria-label={`Save: ${title}`}>
            Save
          </Button>
        </form>
        {failure && !failure.fields && (
          <div className="mt-3">
            <FailureBanner failure={failure} />
          </div>
        )}
      </Card>
    </Section>
  );
}
