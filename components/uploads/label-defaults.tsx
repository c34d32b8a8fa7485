"use client";

import { Search } from "lucide-react";
import { CLEAR } from "@/lib/domain/uploads/label-wish";
import { type LabelChoice, LabelPicker } from "../numbers/label-picker";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";

type Params = Readonly<Record<string, string>>;

/** What rows set where their own cells say nothing: a customer, tags, a note; and whether numbers that are not ours are taken. */
export function LabelDefaults({
  params,
  isSelection,
  onChange,
}: {
  params: Params;
  isSelection: boolean;
  onChange: (name: string, value: string) => void;
}) {
  const value = (name: string) => params[name] ?? "";
  const tags = (text: string) => text.split(/[,;|]/).flatMap((tag) => tag.trim() || []);
  const rest = isSelection ? "" : "Where the row's own cell is empty.";
  return (
    <>
      <PickedText
        kind="customer"
        label="Customer"
        hint={rest || undefined}
        maxLength={120}
        value={value("customer")}
        onText={(text) => onChange("customer", text)}
        onPick={(choice) => onChange("customer", choice === null ? CLEAR : choice.name)}
      />
      <PickedText
        kind="tag"
        label="Tags to add"
        hint="Between commas. A tag that does not exist is made."
        maxLength={1_000}
        value={value("tags")}
        onText={(text) => onChange("tags", text)}
        onPick={(choice) => choice && onChange("tags", [...new Set([...tags(value("tags")), choice.name])].join(", "))}
      />
      <Field label="Tags to take off" hint="Between commas.">
        <Input
          autoComplete="off"
          maxLength={1_000}
          value={value("untag")}
          onChange={(event) => onChange("untag", event.target.value)}
        />
      </Field>
      <Field label="Note">
        <Textarea
          rows={2}
          maxLength={2_000}
          value={value("note")}
          onChange={(event) => onChange("note", event.target.value)}
        />
      </Field>
      <Checkbox
        label="Also numbers that are not ours"
        checked={params.others !== undefined}
        onChange={(event) => onChange("others", event.target.checked ? "yes" : "")}
      />
      <p className="text-xs text-muted">
        An empty cell changes nothing. <span className="font-mono text-ink">{CLEAR}</span> takes the customer, or all
        tags, away.
      </p>
    </>
  );
}

/** A text that can be typed, or found among the names that there are. */
function PickedText({
  kind,
  label,
  hint,
  maxLength,
  value,
  onText,
  onPick,
}: {
  kind: "customer" | "tag";
  label: string;
  hint: string | undefined;
  maxLength: number;
  value: string;
  onText: (text: string) => void;
  onPick: (choice: LabelChoice) => void;
}) {
  const find = `Choose a ${kind}`;
  return (
    <Field label={label} hint={hint}>
      <div className="flex gap-2">
        <Input
          aria-label={label}
          className="min-w-0 flex-1"
          autoComplete="off"
          maxLength={maxLength}
          value={value}
          onText={onText}
        />
        <LabelPicker
          kind={kind}
          label={find}
          canCreate={kind === "tag"}
          isClearable={kind === "customer"}
          trigger={
            <Button icon={<Search aria-hidden />} aria-label={find}>
              Find
            </Button>
          }
          onPick={onPick}
        />
      </div>
    </Field>
  );
}
