"use client";

import { useState } from "react";
import { EmptyState } from "@/components/feedback/empty-state";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { PageBanner } from "@/components/feedback/page-banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { formatNoun } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { CARRIER_LABELS } from "@/lib/services/sandbox-admin/played-carriers";
import type { DeliveryAttempt, sendInboundInput } from "@/lib/services/sandbox-admin/send-inbound";
import type { z } from "zod";
import { sendInboundAction } from "./actions";
import { useSandboxAction } from "./use-sandbox-action";

type Draft = z.input<typeof sendInboundInput> & { copies: string };

export function InboundForm({ carriers }: { carriers: readonly Draft["carrier"][] }) {
  const [first] = carriers;
  if (first === undefined)
    return (
      <EmptyState title="No played carrier delivers messages">
        IntelePeer and Bandwidth do; both are live here.
      </EmptyState>
    );
  return <PlayedInboundForm carriers={carriers} first={first} />;
}

function PlayedInboundForm({ carriers, first }: { carriers: readonly Draft["carrier"][]; first: Draft["carrier"] }) {
  const [draft, setDraft] = useState<Draft>({
    carrier: first,
    to: "",
    from: "(323) 332-6955",
    text: "Hello from the sandbox",
    copies: "1",
  });
  const [attempts, setAttempts] = useState<readonly DeliveryAttempt[]>();
  const { failure, isBusy, run } = useSandboxAction();
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const errors = failure?.fields;
  const submit = () => {
    setAttempts(undefined);
    run(
      () => sendInboundAction(draft),
      () => null,
      (data) => setAttempts(data.attempts),
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
      {attempts && <Attempts attempts={attempts} />}
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
        <Field label="Carrier" errors={errors?.carrier}>
          <Select
            options={carriers.map((value) => ({ value, label: CARRIER_LABELS[value] }))}
            value={draft.carrier}
            onChange={(event) => change({ carrier: carriers.find((value) => value === event.target.value) ?? first })}
          />
        </Field>
        <Field label="To, one of our numbers" hint="It needs an inbound address there." errors={errors?.to}>
          <Input isMono type="tel" value={draft.to} onChange={(event) => change({ to: event.target.value })} />
        </Field>
        <Field label="From" errors={errors?.from}>
          <Input isMono type="tel" value={draft.from} onChange={(event) => change({ from: event.target.value })} />
        </Field>
        <Field label="Copies" hint="Carriers repeat themselves at times." errors={errors?.copies}>
          <Input
            inputMode="numeric"
            value={draft.copies}
            onChange={(event) => change({ copies: event.target.value })}
          />
        </Field>
      </div>
      <Field label="Text" errors={errors?.text}>
        <Textarea rows={2} value={draft.text} onChange={(event) => change({ text: event.target.value })} />
      </Field>
      <div>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Deliver this message
        </Button>
      </div>
    </form>
  );
}

function Attempts({ attempts }: { attempts: readonly DeliveryAttempt[] }) {
  const taken = attempts.filter(({ status }) => status !== null && status >= 200 && status < 300).length;
  const answers = attempts.map(({ method, status, error }) => `${method}: ${status ?? error ?? "no answer"}`);
  return (
    <PageBanner
      tone={taken > 0 ? "good" : "bad"}
      title={taken > 0 ? "The portal took the message" : "The portal did not take the message"}
    >
      {formatNoun(attempts.length, "try", "tries")}: {answers.join(", ")}
    </PageBanner>
  );
}
