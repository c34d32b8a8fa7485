"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { formatNoun } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { SandboxDescription, SandboxField } from "@/lib/services/sandbox-admin/describe-sandbox";
import { addFaultsAction } from "./actions";
import { type Draft, readDrafts, toDrafts } from "./field-draft";
import { SandboxForm } from "./sandbox-form";
import { SchemaFields } from "./schema-fields";
import { useSandboxAction } from "./use-sandbox-action";

const OWN_PATTERN = "own";
const RULE = { carrier: "", endpoint: "", pattern: "", numbers: "", chance: "100", times: "" };

export function FaultForm({ carriers, faults }: Pick<SandboxDescription, "carriers" | "faults">) {
  const [kind, setKind] = useState(faults[0]?.value ?? "");
  const [drafts, setDrafts] = useState<Draft>({});
  const [rule, setRule] = useState(RULE);
  const { failure, isBusy, run } = useSandboxAction();
  const change = (part: Partial<typeof rule>) => setRule({ ...rule, ...part });

  const carrier = carriers.find(({ id }) => id === rule.carrier);
  const kinds = faults.filter((one) => one.carrier === undefined || !carrier || one.carrier === carrier.id);
  const chosen = kinds.find(({ value }) => value === kind) ?? kinds[0];
  const fields = (chosen?.fields ?? []).map((field) => withEnvelopes(field, carrier?.envelopes));
  const draft = { ...toDrafts(fields), ...drafts };
  const errors = failure?.fields;
  const submit = () => {
    const { endpoint, pattern, ...rest } = rule;
    const fault = { kind: chosen?.value ?? "", ...readDrafts(fields, draft) };
    run(
      () => addFaultsAction({ ...rest, endpoint: endpoint === OWN_PATTERN ? pattern : endpoint, fault }),
      ({ added }) => `${formatNoun(added, "fault")} added: ${chosen?.label ?? ""}`,
    );
  };
  return (
    <SandboxForm submitLabel="Add fault" failure={failure} isBusy={isBusy} onSubmit={submit}>
      <div className="grid gap-x-4 gap-y-3 md:grid-cols-2 lg:grid-cols-4">
        <Field label="What goes wrong" hint={chosen?.meaning} errors={errors?.fault ?? errors?.["fault.kind"]}>
          <Select
            options={kinds}
            value={chosen?.value}
            onChange={(event) => {
              setKind(event.target.value);
              setDrafts({});
            }}
          />
        </Field>
        <SchemaFields fields={fields} draft={draft} errors={errors} prefix="fault." onChange={setDrafts} />
      </div>
      <div className="grid gap-x-4 gap-y-3 border-t border-line pt-4 md:grid-cols-2 lg:grid-cols-4">
        <Field label="Carrier" errors={errors?.carrier}>
          <Select
            placeholder="All carriers"
            options={carriers.map(({ id, label }) => ({ value: id, label }))}
            value={rule.carrier}
            onChange={(event) => change({ carrier: event.target.value, endpoint: "" })}
          />
        </Field>
        <Field label="Calls" errors={errors?.endpoint}>
          <Select
            placeholder="All calls"
            options={[...(carrier?.endpoints ?? []), { value: OWN_PATTERN, label: "Another path…" }]}
            value={rule.endpoint}
            onChange={(event) => change({ endpoint: event.target.value })}
          />
        </Field>
        {rule.endpoint === OWN_PATTERN && (
          <Field label="Path" hint="Method and path with stars: DELETE */sms/provision">
            <Input isMono value={rule.pattern} onChange={(event) => change({ pattern: event.target.value })} />
          </Field>
        )}
        <Field
          label="Only for these numbers"
          hint="In any spelling, 50 at most. Blank: for all."
          errors={errors?.numbers}
          className="lg:col-span-2"
        >
          <Input isMono value={rule.numbers} onChange={(event) => change({ numbers: event.target.value })} />
        </Field>
        <Field label="Share of the calls (percent)" errors={errors?.chance}>
          <Input inputMode="decimal" value={rule.chance} onChange={(event) => change({ chance: event.target.value })} />
        </Field>
        <Field label="How often at most" hint="Blank: until removed." errors={errors?.times}>
          <Input inputMode="numeric" value={rule.times} onChange={(event) => change({ times: event.target.value })} />
        </Field>
      </div>
    </SandboxForm>
  );
}

/** The forms of an error are those of the carrier. */
const withEnvelopes = (field: SandboxField, envelopes: readonly string[] = ["empty"]): SandboxField =>
  field.name === "envelope"
    ? { ...field, control: "choice", options: envelopes.map((value) => ({ value, label: value })) }
    : field;
