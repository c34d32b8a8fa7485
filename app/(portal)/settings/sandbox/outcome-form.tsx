"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { formatNoun } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { SimulatedCarrier } from "@/lib/services/sandbox-admin/describe-sandbox";
import { setOutcomesAction } from "./actions";
import { type Draft, readDrafts, toDrafts } from "./field-draft";
import { SandboxForm } from "./sandbox-form";
import { SchemaFields } from "./schema-fields";
import { useSandboxAction } from "./use-sandbox-action";

export function OutcomeForm({ carriers }: { carriers: readonly SimulatedCarrier[] }) {
  const [carrierId, setCarrierId] = useState(carriers[0]?.id ?? "");
  const [value, setValue] = useState("");
  const [targets, setTargets] = useState("");
  const [drafts, setDrafts] = useState<Draft>({});
  const { failure, isBusy, run } = useSandboxAction();

  const carrier = carriers.find(({ id }) => id === carrierId);
  const choices = carrier?.outcomes ?? [];
  const choice = choices.find((one) => one.value === value) ?? choices[0];
  const fields = choice?.fields ?? [];
  const draft = { ...toDrafts(fields), ...drafts };
  const isCampaign = choice?.target === "campaigns";
  const errors = failure?.fields;
  const submit = () =>
    run(
      () =>
        setOutcomesAction({
          carrier: carrierId,
          choice: choice?.value ?? "",
          targets,
          values: readDrafts(fields, draft) as Record<string, string>,
        }),
      ({ set }) =>
        `${formatNoun(set, isCampaign ? "campaign" : "number")} at ${carrier?.label ?? carrierId}: ${choice?.label ?? ""}`,
      () => setTargets(""),
    );
  return (
    <SandboxForm
      submitLabel={isCampaign ? "Set outcome for these campaigns" : "Set outcome for these numbers"}
      failure={failure}
      isBusy={isBusy}
      onSubmit={submit}
    >
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
        <Field label="Outcome" hint={choice?.meaning} errors={errors?.choice}>
          <Select
            options={choices}
            value={choice?.value}
            onChange={(event) => {
              setValue(event.target.value);
              setDrafts({});
            }}
          />
        </Field>
        <SchemaFields fields={fields} draft={draft} errors={errors} prefix="values." onChange={setDrafts} />
      </div>
      <Field
        label={isCampaign ? "Campaigns" : "Numbers"}
        hint={isCampaign ? "Campaign ids, such as CX5T2QK." : "One or many, in any spelling."}
        errors={errors?.targets}
      >
        <Textarea rows={3} isMono value={targets} onChange={(event) => setTargets(event.target.value)} />
      </Field>
    </SandboxForm>
  );
}
