"use client";

import { useState, useTransition } from "react";
import { followEffect, toEffectFailure } from "@/components/feedback/follow-effect";
import { settleAction } from "@/components/feedback/settle-action";
import { DialogForm } from "@/components/form/dialog-form";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { toast } from "@/components/ui/toaster";
import { type EffectView, isEffectMoving } from "@/lib/domain/effect";
import type { Failure } from "@/lib/domain/result";
import type { Application } from "@/lib/services/messages/list-applications";
import { createApplicationAction } from "./actions";

/** A lost answer is settled by a read soon after. */
const isOver = (effect: EffectView) => !isEffectMoving(effect) && effect.state !== "unknown";

/** Creates an application at the carrier; messages come to this portal unless the person changes the address. */
export function ApplicationDialog({
  account,
  onClose,
  onMade,
}: {
  account: { id: string; carrierLabel: string; callbackUrl: string };
  onClose: () => void;
  onMade: (application: Application) => void;
}) {
  const [name, setName] = useState("");
  const [incomingMessageUrl, setIncomingMessageUrl] = useState(account.callbackUrl);
  const [callbackHttpMethod, setMethod] = useState<"POST" | "GET">("POST");
  const [incomingMessageFallbackUrl, setFallback] = useState("");
  const [incomingMessageUrlCallbackTimeout, setTimeLimit] = useState("");
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const make = () =>
    startTransition(async () => {
      setFailure(null);
      const form = {
        accountId: account.id,
        name,
        incomingMessageUrl,
        callbackHttpMethod,
        incomingMessageFallbackUrl,
        incomingMessageUrlCallbackTimeout,
      };
      const stored = await settleAction(createApplicationAction(form));
      if (!stored.ok) return setFailure(stored.error);
      const made = await followEffect(stored.data.effectId, isOver);
      if (!made.ok) return setFailure(made.error);
      const { externalId: id, state } = made.data;
      if (id === null) return setFailure(toEffectFailure(made.data));
      toast.success(state === "skipped" ? `“${name}” was there already` : `${account.carrierLabel} made “${name}”`);
      onMade({ id, name: name.trim(), incomingMessageUrl, callbackHttpMethod });
      onClose();
    });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="sm"
      title="New application"
      description={`It is made at ${account.carrierLabel} at once, and stays there.`}
    >
      <DialogForm
        submitLabel="Create application"
        failure={failure?.fields ? null : failure}
        failureTitle="No application was created"
        isBusy={isBusy}
        onSubmit={make}
        onClose={onClose}
      >
        <Field label="Name" isRequired errors={failure?.fields?.name}>
          <Input value={name} maxLength={100} onText={setName} />
        </Field>
        <Field
          label="Deliver incoming messages to"
          isRequired
          hint="This portal's own address: messages then show up on the number's page."
          errors={failure?.fields?.incomingMessageUrl}
        >
          <Input isMono type="url" value={incomingMessageUrl} onText={setIncomingMessageUrl} />
        </Field>
        <Segmented
          label="By"
          name="method"
          value={callbackHttpMethod}
          options={[
            { value: "POST", label: "POST" },
            { value: "GET", label: "GET" },
          ]}
          onChange={setMethod}
        />
        <Field
          label="If that fails, to"
          hint="Tried once. Blank: nowhere else."
          errors={failure?.fields?.incomingMessageFallbackUrl}
        >
          <Input isMono type="url" value={incomingMessageFallbackUrl} onText={setFallback} />
        </Field>
        <Field
          label="Time-out in milliseconds"
          hint="1 to 10,000. Blank: the carrier's own, 10,000."
          errors={failure?.fields?.incomingMessageUrlCallbackTimeout}
        >
          <Input inputMode="numeric" value={incomingMessageUrlCallbackTimeout} onText={setTimeLimit} />
        </Field>
      </DialogForm>
    </Dialog>
  );
}
