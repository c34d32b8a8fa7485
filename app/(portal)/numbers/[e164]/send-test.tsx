"use client";

import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toaster";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { Failure } from "@/lib/domain/result";
import { sendMessageAction } from "../actions";

/** Sends one message from this number. A lost answer is told as such; nothing sends it a second time. */
export function SendTest({
  number,
  accounts,
  denial,
}: {
  number: PhoneNumber;
  accounts: readonly { id: string; name: string }[];
  denial: string | null;
}) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [accountId, setAccountId] = useState(accounts[0]?.id ?? "");
  const [to, setTo] = useState("");
  const [text, setText] = useState("Test from Tandem");
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());
  const [failure, setFailure] = useState<Failure | null>(null);

  const send = () =>
    startTransition(async () => {
      const result = await settleAction(sendMessageAction({ accountId, from: number, to, text, idempotencyKey }));
      setFailure(result.ok ? null : result.error);
      if (result.ok) {
        if (result.data.state === "unknown") toast.warning("The carrier's answer was lost: it may have been sent.");
        else toast.success("Accepted by the carrier. Its state is shown with the messages.");
      }
      // A refused input was never stored under the key; whatever reached the carrier used it up.
      if (result.ok || result.error.code.startsWith("CARRIER")) setIdempotencyKey(crypto.randomUUID());
      router.refresh();
    });
  return (
    <Card>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy && denial === null) send();
        }}
      >
        <h3 className="text-sm font-semibold text-ink">Send a test message</h3>
        {accounts.length > 1 && (
          <Field label="Carrier account">
            <Select
              value={accountId}
              onChange={(event) => setAccountId(event.target.value)}
              options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
        )}
        <Field label="To" errors={failure?.fields?.to} isRequired>
          <Input type="tel" isMono value={to} onChange={(event) => setTo(event.target.value)} autoComplete="off" />
        </Field>
        <Field label="Text" errors={failure?.fields?.text} isRequired>
          <Textarea rows={2} maxLength={2048} value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
        {failure && !failure.fields && <FailureBanner failure={failure} />}
        <Button
          type="submit"
          variant="primary"
          className="self-start"
          icon={<Send aria-hidden />}
          isBusy={isBusy}
          disabledReason={denial}
        >
          Send
        </Button>
      </form>
    </Card>
  );
}
