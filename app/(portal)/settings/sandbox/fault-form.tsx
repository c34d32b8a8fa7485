"use client";

import { useState } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { formatNoun } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { FAULT_KINDS } from "@/lib/services/sandbox-admin/fault-words";
import {
  CARRIER_LABELS,
  type Choice,
  ENDPOINTS,
  playedCarrier,
  type PlayedCarrier,
} from "@/lib/services/sandbox-admin/played-carriers";
import { addFaultsAction } from "./actions";
import { buildFault, DEFAULT_PARAMETERS, faultKind, FAULT_OPTIONS, FaultParameters } from "./fault-parameters";
import { useSandboxAction } from "./use-sandbox-action";

const OWN_PATTERN = "own";

export function FaultForm({ carriers }: { carriers: readonly PlayedCarrier[] }) {
  const [kind, setKind] = useState(faultKind.parse("resetAfter"));
  const [parameters, setParameters] = useState(DEFAULT_PARAMETERS);
  const [rule, setRule] = useState({ carrier: "", endpoint: "", pattern: "", numbers: "", chance: "100", times: "" });
  const { failure, isBusy, run } = useSandboxAction();
  const change = (part: Partial<typeof rule>) => setRule({ ...rule, ...part });

  const carrier = playedCarrier.safeParse(rule.carrier).data;
  const endpoints: readonly Choice[] = carrier ? ENDPOINTS[carrier] : [];
  const errors = failure?.fields;
  const submit = () => {
    const { endpoint, pattern, carrier: _, ...rest } = rule;
    const input = {
      ...rest,
      carrier,
      endpoint: endpoint === OWN_PATTERN ? pattern : endpoint,
      fault: buildFault(kind, parameters),
    };
    run(
      () => addFaultsAction(input),
      ({ added }) => `${formatNoun(added, "fault")} added: ${FAULT_KINDS[kind].label.toLowerCase()}`,
    );
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) submit();
      }}
    >
      {failure && !errors && <FailureBanner failure={failure} />}
      <div className="grid gap-x-4 gap-y-3 md:grid-cols-2 lg:grid-cols-4">
        <Field label="What goes wrong" hint={FAULT_KINDS[kind].meaning}>
          <Select
            options={FAULT_OPTIONS}
            value={kind}
            onChange={(event) => setKind(faultKind.parse(event.target.value))}
          />
        </Field>
        <FaultParameters
          kind={kind}
          values={parameters}
          carrier={carrier}
          errors={errors?.fault}
          onChange={setParameters}
        />
      </div>
      <div className="grid gap-x-4 gap-y-3 border-t border-line pt-4 md:grid-cols-2 lg:grid-cols-4">
        <Field label="Carrier" errors={errors?.carrier}>
          <Select
            placeholder="All carriers"
            options={carriers.map((value) => ({ value, label: CARRIER_LABELS[value] }))}
            value={rule.carrier}
            onChange={(event) => change({ carrier: event.target.value, endpoint: "" })}
          />
        </Field>
        <Field label="Calls" errors={errors?.endpoint}>
          <Select
            placeholder="All calls"
            options={[...endpoints, { value: OWN_PATTERN, label: "A path of my own…" }]}
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
          <Input
            isMono
            type="text"
            value={rule.numbers}
            onChange={(event) => change({ numbers: event.target.value })}
          />
        </Field>
        <Field label="Share of the calls, in percent" errors={errors?.chance}>
          <Input inputMode="decimal" value={rule.chance} onChange={(event) => change({ chance: event.target.value })} />
        </Field>
        <Field label="At most how often" hint="Blank: until removed." errors={errors?.times}>
          <Input inputMode="numeric" value={rule.times} onChange={(event) => change({ times: event.target.value })} />
        </Field>
      </div>
      <div>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Add this fault
        </Button>
      </div>
    </form>
  );
}
