"use client";

import { useState } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { formatNoun } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { IMPORT_CODES, OUTCOMES, type OutcomeChoice } from "@/lib/services/sandbox-admin/outcome-words";
import { CARRIER_LABELS, playedCarrier, type PlayedCarrier } from "@/lib/services/sandbox-admin/played-carriers";
import { setOutcomesAction } from "./actions";
import { useSandboxAction } from "./use-sandbox-action";

export function OutcomeForm({ carriers }: { carriers: readonly PlayedCarrier[] }) {
  const [carrier, setCarrier] = useState<PlayedCarrier>(carriers[0] ?? "intelepeer");
  const [outcome, setOutcome] = useState<string>();
  const [draft, setDraft] = useState({ targets: "", detail: "", text: "" });
  const { failure, isBusy, run } = useSandboxAction();

  const choices = OUTCOMES[carrier];
  const choice = choices.find(({ value }) => value === outcome) ?? choices[0];
  const noun = choice?.target === "campaigns" ? "campaign" : "number";
  const submit = () =>
    run(
      () => setOutcomesAction({ carrier, outcome: choice?.value ?? "", ...draft }),
      ({ set }) => `${formatNoun(set, noun)} at ${CARRIER_LABELS[carrier]}: ${choice?.label ?? ""}`,
      () => setDraft({ ...draft, targets: "" }),
    );
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) submit();
      }}
    >
      {failure && !failure.fields && <FailureBanner failure={failure} />}
      <div className="grid gap-x-4 gap-y-3 md:grid-cols-[180px_1fr_1fr]">
        <Field label="Carrier">
          <Select
            options={carriers.map((value) => ({ value, label: CARRIER_LABELS[value] }))}
            value={carrier}
            onChange={(event) => {
              setCarrier(playedCarrier.parse(event.target.value));
              setOutcome(undefined);
            }}
          />
        </Field>
        <Field label="Outcome" hint={choice?.meaning} errors={failure?.fields?.outcome}>
          <Select options={choices} value={choice?.value} onChange={(event) => setOutcome(event.target.value)} />
        </Field>
        <OutcomeDetail
          needs={choice?.needs}
          fields={failure?.fields}
          detail={draft.detail}
          text={draft.text}
          onChange={(change) => setDraft({ ...draft, ...change })}
        />
      </div>
      <Field
        label={noun === "campaign" ? "Campaigns" : "Numbers"}
        hint={noun === "campaign" ? "Campaign ids, such as CX5T2QK." : "One or many, in any spelling."}
        errors={failure?.fields?.targets}
      >
        <Textarea
          rows={3}
          isMono
          value={draft.targets}
          onChange={(event) => setDraft({ ...draft, targets: event.target.value })}
        />
      </Field>
      <div>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Set this outcome
        </Button>
      </div>
    </form>
  );
}

function OutcomeDetail({
  needs,
  fields,
  detail,
  text,
  onChange,
}: {
  needs: OutcomeChoice["needs"];
  fields: Record<string, string[] | undefined> | undefined;
  detail: string;
  text: string;
  onChange: (change: { detail?: string; text?: string }) => void;
}) {
  if (needs === undefined) return null;
  if (needs === "event")
    return (
      <Field label="Event status" hint="Such as CAMPAIGN_EXPIRED." errors={fields?.detail}>
        <Input isMono value={detail} onChange={(event) => onChange({ detail: event.target.value })} />
      </Field>
    );
  return (
    <div className="grid grid-cols-[110px_1fr] gap-3">
      <Field label="Code" errors={fields?.detail}>
        <Input
          isMono
          inputMode="numeric"
          list="import-codes"
          value={detail}
          onChange={(event) => onChange({ detail: event.target.value })}
        />
      </Field>
      <Field label="Text" hint="Blank: the published one." errors={fields?.text}>
        <Input value={text} onChange={(event) => onChange({ text: event.target.value })} />
      </Field>
      <datalist id="import-codes">
        {IMPORT_CODES.map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
    </div>
  );
}
