"use client";

import { useState } from "react";
import { EmptyState } from "@/components/feedback/empty-state";
import { PageBanner } from "@/components/feedback/page-banner";
import { Field } from "@/components/ui/field";
import { formatNoun } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import type { SandboxField, SimulatedCarrier } from "@/lib/services/sandbox-admin/describe-sandbox";
import type { DeliveryAttempt } from "@/lib/services/sandbox-admin/send-inbound";
import { sendInboundAction } from "./actions";
import { type Draft, toDrafts } from "./field-draft";
import { SandboxForm } from "./sandbox-form";
import { SchemaFields } from "./schema-fields";
import { useSandboxAction } from "./use-sandbox-action";

const FIELDS: readonly SandboxField[] = [
  { name: "to", title: "To, one of our numbers", hint: "It needs an inbound address.", control: "text", initial: "" },
  { name: "from", title: "From", control: "text", initial: "(323) 332-6955" },
  { name: "text", title: "Text", control: "text", initial: "Hello from the sandbox" },
  { name: "copies", title: "Copies", hint: "Carriers sometimes repeat a message.", control: "number", initial: "1" },
];

export function InboundForm({ carriers }: { carriers: readonly SimulatedCarrier[] }) {
  const [carrier, setCarrier] = useState(carriers[0]?.id ?? "");
  const [draft, setDraft] = useState<Draft>(() => toDrafts(FIELDS));
  const [attempts, setAttempts] = useState<readonly DeliveryAttempt[]>();
  const { failure, isBusy, run } = useSandboxAction();
  if (carriers.length === 0) return <EmptyState title="No simulated carrier delivers messages" />;
  const submit = () => {
    setAttempts(undefined);
    run(
      () => sendInboundAction({ carrier, ...(draft as Record<"to" | "from" | "text" | "copies", string>) }),
      () => null,
      (data) => setAttempts(data.attempts),
    );
  };
  return (
    <SandboxForm submitLabel="Deliver this message" failure={failure} isBusy={isBusy} onSubmit={submit}>
      {attempts && <Attempts attempts={attempts} />}
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        <Field label="Carrier" errors={failure?.fields?.carrier}>
          <Select
            options={carriers.map(({ id, label }) => ({ value: id, label }))}
            value={carrier}
            onText={setCarrier}
          />
        </Field>
        <SchemaFields fields={FIELDS} draft={draft} errors={failure?.fields} onChange={setDraft} />
      </div>
    </SandboxForm>
  );
}

function Attempts({ attempts }: { attempts: readonly DeliveryAttempt[] }) {
  const accepted = attempts.filter(({ status }) => status !== null && status >= 200 && status < 300).length;
  const answers = attempts.map(({ method, status, error }) => `${method}: ${status ?? error ?? "no answer"}`);
  return (
    <PageBanner
      tone={accepted > 0 ? "good" : "bad"}
      title={accepted > 0 ? "The portal accepted the message" : "The portal did not accept the message"}
    >
      {formatNoun(attempts.length, "attempt")}: {answers.join(", ")}
    </PageBanner>
  );
}
