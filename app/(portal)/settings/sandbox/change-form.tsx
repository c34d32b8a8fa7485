"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { formatNoun } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { SimulatedCarrier } from "@/lib/services/sandbox-admin/describe-sandbox";
import { makeChangeAction } from "./actions";
import { type Draft, readDrafts, toDrafts } from "./field-draft";
import { SandboxForm } from "./sandbox-form";
import { SchemaFields } from "./schema-fields";
import { useSandboxAction } from "./use-sandbox-action";

/** Something happens to numbers at once, and once. */
export function ChangeForm({ carriers }: { carriers: readonly SimulatedCarrier[] }) {
  const [carrierId, setCarrierId] = useState(carriers[0]?.id ?? "");
  const [value, setValue] = useState("");
  const [numbers, setNumbers] = useState("");
  const [drafts, setDrafts] = useState<Draft>({});
  const { failure, isBusy, run } = useSandboxAction();

  const carrier = carriers.find(({ id }) => id === carrierId);
  const changes = carrier?.changes ?? [];
  const change = changes.find((one) => one.value === value) ?? changes[0];
  const fields = change?.fields ?? [];
  const draft = { ...toDrafts(fields), ...drafts };
  const errors = failure?.fields;
  const submit = () =>
    run(
      () =>
        makeChangeAction({
          carrier: carrierId,
          change: change?.value ?? "",
          numbers,
          values: readDrafts(fields, draft) as Record<string, string>,
        }),
      ({ changed }) => `${change?.label ?? ""}: ${formatNoun(changed, "number")} at ${carrier?.label ?? carrierId}`,
      () => setNumbers(""),
    );
  return (
    <SandboxForm submitLabel="Change these numbers" failure={failure} isBusy={isBusy} onSubmit={submit}>
      <div className="grid gap-x-4 gap-y-3 md:grid-cols-2 lg:grid-cols-4">
        <Field label="Carrier" errors={errors?.carrier}>
          <Select
            options={carriers.map(({ id, label }) => ({ value: id, label }))}
            value={carrierId}
            onChange={(event) => {
              setCarrierId(event.target.value);
              setDrafts({});
            }}
          />
        </Field>
        <Field label="What happens" hint={change?.meaning} errors={errors?.change}>
          <Select
            options={changes}
            value={change?.value}
            onChange={(event) => {
              setValue(event.target.value);
              setDrafts({});
            }}
          />
        </Field>
        <SchemaFields fields={fields} draft={draft} errors={errors} prefix="values." onChange={setDrafts} />
      </div>
      <Field label="Numbers" hint="One or many, in any spelling." errors={errors?.numbers}>
        <Textarea rows={3} isMono value={numbers} onChange={(event) => setNumbers(event.target.value)} />
      </Field>
    </SandboxForm>
  );
}
