"use client";

import { Field } from "@/components/ui/field";
import { formatNoun } from "@/components/ui/format";
import { Textarea } from "@/components/ui/textarea";
import type { SimulatedCarrier } from "@/lib/services/sandbox-admin/describe-sandbox";
import { makeChangeAction } from "./actions";
import { ChoiceFields } from "./choice-fields";
import { SandboxForm } from "./sandbox-form";
import { useChoice } from "./use-choice";
import { useSandboxAction } from "./use-sandbox-action";

/** Something happens to numbers at once, and once. */
export function ChangeForm({ carriers }: { carriers: readonly SimulatedCarrier[] }) {
  const chosen = useChoice(carriers, ({ changes }) => changes);
  const { carrierId, carrierLabel, choice, values, targets, setTargets } = chosen;
  const { failure, isBusy, run } = useSandboxAction();
  const errors = failure?.fields;
  const submit = () =>
    run(
      () => makeChangeAction({ carrier: carrierId, change: choice?.value ?? "", numbers: targets, values }),
      ({ changed }) => `${choice?.label ?? ""}: ${formatNoun(changed, "number")} at ${carrierLabel}`,
      () => setTargets(""),
    );
  return (
    <SandboxForm submitLabel="Change these numbers" failure={failure} isBusy={isBusy} onSubmit={submit}>
      <ChoiceFields of={chosen} label="What happens" errors={errors} choiceErrors={errors?.change} />
      <Field label="Numbers" hint="One or many, in any spelling." errors={errors?.numbers}>
        <Textarea rows={3} isMono value={targets} onText={setTargets} />
      </Field>
    </SandboxForm>
  );
}
