"use client";

import { Field } from "@/components/ui/field";
import { formatNoun } from "@/components/ui/format";
import { Textarea } from "@/components/ui/textarea";
import type { SimulatedCarrier } from "@/lib/services/sandbox-admin/describe-sandbox";
import { setOutcomesAction } from "./actions";
import { ChoiceFields } from "./choice-fields";
import { SandboxForm } from "./sandbox-form";
import { useChoice } from "./use-choice";
import { useSandboxAction } from "./use-sandbox-action";

export function OutcomeForm({ carriers }: { carriers: readonly SimulatedCarrier[] }) {
  const chosen = useChoice(carriers, ({ outcomes }) => outcomes);
  const { carrierId, carrierLabel, choice, values, targets, setTargets } = chosen;
  const { failure, isBusy, run } = useSandboxAction();
  const isCampaign = choice?.target === "campaigns";
  const errors = failure?.fields;
  const submit = () =>
    run(
      () => setOutcomesAction({ carrier: carrierId, choice: choice?.value ?? "", targets, values }),
      ({ set }) => `${formatNoun(set, isCampaign ? "campaign" : "number")} at ${carrierLabel}: ${choice?.label ?? ""}`,
      () => setTargets(""),
    );
  return (
    <SandboxForm
      submitLabel={isCampaign ? "Set outcome for these campaigns" : "Set outcome for these numbers"}
      failure={failure}
      isBusy={isBusy}
      onSubmit={submit}
    >
      <ChoiceFields of={chosen} label="Outcome" errors={errors} choiceErrors={errors?.choice} />
      <Field
        label={isCampaign ? "Campaigns" : "Numbers"}
        hint={isCampaign ? "Campaign IDs, such as CX5T2QK." : "One or many, in any spelling."}
        errors={errors?.targets}
      >
        <Textarea rows={3} isMono value={targets} onText={setTargets} />
      </Field>
    </SandboxForm>
  );
}
