"use client";

import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState, useTransition } from "react";
import { AccountSelect, explainMissingAccount } from "@/components/accounts/account-select";
import { followEffect, toEffectFailure } from "@/components/feedback/follow-effect";
import { settleAction } from "@/components/feedback/settle-action";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toaster";
import { type AccountChoice, chooseAccount, markLive } from "@/lib/domain/account-choice";
import { formatNational, parsePhoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import type { Failure } from "@/lib/domain/result";
import { sendMessageAction } from "./actions";
import { SegmentCount } from "./segment-count";
import { toMessagesHref } from "./to-messages-href";

export type SendFormProps = {
  /** The sender, if the page has already chosen it. */
  from?: PhoneNumber;
  /** The recipient, for a reply in a thread. */
  to?: string;
  /** Registered numbers to offer; the field accepts others too. */
  numbers?: readonly PhoneNumber[];
  accounts: readonly AccountChoice[];
  /** Absent if the surrounding section has a title. */
  title?: string;
  denial: string | null;
};

function toThreadHref(from: PhoneNumber, to: string): string {
  const peer = parsePhoneNumber(to);
  return toMessagesHref({ view: "threads" }, { thread: `${from}~${peer.ok ? peer.number : to}` });
}

/** Sends one message and shows the carrier's response. A lost response is shown as such; it is never resent. */
export function SendMessageForm({ from, to: replyTo, numbers = [], accounts, title, denial }: SendFormProps) {
  const router = useRouter();
  const listId = useId();
  const [isBusy, startTransition] = useTransition();
  const [accountId, setAccountId] = useState(chooseAccount(accounts, "message")?.id ?? "");
  const account = accounts.find(({ id }) => id === accountId);
  const missing = denial ?? explainMissingAccount(account);
  const [sender, setSender] = useState(from ? "" : numbers[0] ? formatNational(numbers[0]) : "");
  const [to, setTo] = useState(replyTo ?? "");
  const [text, setText] = useState(replyTo === undefined ? "Test from Tandem" : "");
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());
  const [failure, setFailure] = useState<Failure | null>(null);

  const send = () =>
    startTransition(async () => {
      const parsed = parsePhoneNumber(from ?? sender);
      if (!parsed.ok) {
        const message = "Enter one of our registered numbers.";
        return setFailure({ code: "INVALID_INPUT", message, fields: { from: [parsed.message] } });
      }
      const input = { accountId, from: parsed.number, to, text, idempotencyKey };
      const stored = await settleAction(sendMessageAction(input));
      setFailure(stored.ok ? null : stored.error);
      if (!stored.ok) return;
      setIdempotencyKey(crypto.randomUUID());
      router.refresh();
      const sent = await followEffect(stored.data.effectId);
      if (!sent.ok) return setFailure(sent.error);
      const { state } = sent.data;
      if (state === "confirmed") toast.success("Accepted by the carrier. Its state is shown with the messages.");
      else if (state === "unknown") toast.warning("The carrier's response was lost, so it may have been sent.");
      else setFailure(toEffectFailure(sent.data));
      // What has left, or may have, is not offered to be sent again.
      if (state === "confirmed" || state === "unknown") setText("");
      if (from === undefined && state !== "failed") router.push(toThreadHref(parsed.number, to));
      else router.refresh();
    });
  return (
    <Card>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy && missing === null) send();
        }}
      >
        {title !== undefined && <h3 className="text-sm font-semibold text-ink">{title}</h3>}
        {accounts.length > 1 && <AccountSelect accounts={accounts} value={accountId} onChange={setAccountId} />}
        {from === undefined && (
          <Field label="From (a registered number)" errors={failure?.fields?.from} isRequired>
            <Input type="tel" isMono list={listId} value={sender} onText={setSender} autoComplete="off" />
          </Field>
        )}
        <datalist id={listId}>
          {numbers.map((number) => (
            <option key={number} value={formatNational(number)} />
          ))}
        </datalist>
        {replyTo === undefined && (
          <Field label="To" errors={failure?.fields?.to} isRequired>
            <Input type="tel" isMono value={to} onText={setTo} autoComplete="off" />
          </Field>
        )}
        <Field label="Text" errors={failure?.fields?.text} isRequired>
          <Textarea rows={3} maxLength={2048} value={text} onText={setText} />
        </Field>
        <SegmentCount text={text} />
        {failure && !failure.fields && <FailureBanner failure={failure} />}
        <Button
          type="submit"
          variant="primary"
          className="self-start"
          icon={<Send aria-hidden />}
          isBusy={isBusy}
          disabledReason={missing}
        >
          {markLive("Send", account?.mode)}
        </Button>
      </form>
    </Card>
  );
}
