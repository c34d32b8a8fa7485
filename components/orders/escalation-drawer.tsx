"use client";

import { useQuery } from "@tanstack/react-query";
import { Mail } from "lucide-react";
import { useId, useState } from "react";
import { ErrorState } from "@/components/feedback/error-state";
import { fetchResult } from "@/components/feedback/fetch-result";
import type { Escalation } from "@/lib/domain/escalation";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { styleButton } from "../ui/button-style";
import { CopyButton, copyText } from "../ui/copy-button";
import { Field } from "../ui/field";
import { formatNoun } from "../ui/format";
import { Input } from "../ui/input";
import { Skeleton } from "../ui/skeleton";
import { Textarea } from "../ui/textarea";
import { SideDrawer } from "./side-drawer";

/** Mail programs cut longer addresses, or refuse them. */
const MAX_MAILTO = 1_900;

/** Opens letters to the carriers about what is stuck. `query`: see `escalationQuery`. */
export function EscalationButton({
  query,
  label = "Write to the carrier",
  what,
  size = "sm",
}: {
  query: Readonly<Record<string, string>>;
  label?: string;
  /** For screen readers, what it is about. */
  what: string;
  size?: "sm" | "md";
}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size={size} icon={<Mail aria-hidden />} aria-label={`${label}: ${what}`} onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      <SideDrawer
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title="Write to the carrier"
        description="Ready to send: numbers, times, references and the last response. Nothing is sent from here. All times are UTC."
      >
        {isOpen && <Letters query={query} />}
      </SideDrawer>
    </>
  );
}

function Letters({ query }: { query: Readonly<Record<string, string>> }) {
  const address = `/api/stuck/escalations?${new URLSearchParams(query)}`;
  const letters = useQuery({
    queryKey: ["escalations", address],
    queryFn: async ({ signal }) => {
      const result = await fetchResult<Escalation[]>(address, { signal });
      if (!result.ok) throw new Error(result.error.message);
      return result.data;
    },
    retry: false,
    // A letter is of the moment at which it was asked for; text that a person has changed stays.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (letters.isPending)
    return (
      <div aria-busy className="flex flex-col gap-3">
        <Skeleton className="h-5 w-72" />
        <Skeleton className="h-64 w-full" />
      </div>
    );
  if (letters.isError)
    return (
      <ErrorState
        title="There is no text"
        message={letters.error.message}
        safe="Nothing was sent."
        onRetry={() => void letters.refetch()}
      />
    );
  return (
    <div className="flex flex-col gap-8">
      {letters.data.map((letter) => (
        <Letter key={letter.accountId} letter={letter} isAlone={letters.data.length === 1} />
      ))}
    </div>
  );
}

function Letter({ letter, isAlone }: { letter: Escalation; isAlone: boolean }) {
  const id = useId();
  const [subject, setSubject] = useState(letter.subject);
  const [text, setText] = useState(letter.text);
  const whole = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
  const isLong = whole.length > MAX_MAILTO;
  const rows = Math.min(Math.max(text.split("\n").length + 1, 10), isAlone ? 30 : 16);
  return (
    <article aria-labelledby={`${id}-name`} className="flex flex-col gap-3">
      <h3 id={`${id}-name`} className="flex flex-wrap items-center gap-2 text-sm font-semibold text-ink">
        {letter.accountName}
        {letter.isSandbox && <Badge tone="unknown">Sandbox</Badge>}
        {letter.matters > 1 && (
          <span className="font-normal text-muted">{formatNoun(letter.matters, "matter")} in one letter</span>
        )}
      </h3>
      <div className="flex flex-wrap items-end gap-2">
        <Field label="Subject" className="min-w-64 flex-1">
          <Input value={subject} onText={setSubject} />
        </Field>
        <CopyButton text={subject} label="Copy subject" what="the subject" size="md" />
      </div>
      <Field label="Text">
        <Textarea
          rows={rows}
          value={text}
          onText={setText}
          spellCheck={false}
          isMono
          className="text-xs leading-relaxed"
        />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton text={text} label="Copy text" what="the text" size="md" />
        <a
          href={isLong ? `mailto:?subject=${encodeURIComponent(subject)}` : whole}
          onClick={() => void (isLong && copyText(text))}
          className={styleButton("secondary", "md")}
        >
          <Mail aria-hidden />
          Open in mail program
        </a>
        {isLong && (
          <span className="text-xs text-muted">
            Too long for a mail link: the text is copied, paste it into the message.
          </span>
        )}
      </div>
    </article>
  );
}
