"use client";

import { Search } from "lucide-react";
import { CLEAR } from "@/lib/domain/uploads/label-wish";
import { LabelPicker } from "../numbers/label-picker";
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
      <Field label="Customer" hint={rest || undefined}>
        <div className="flex gap-2">
          <Input
            aria-label="Customer"
            className="min-w-0 flex-1"
            autoComplete="off"
            maxLength={120}
            value={value("customer")}
            onChange={(event) => onChange("customer", event.target.value)}
          />
          <LabelPicker
            kind="customer"
            label="Choose a customer"
            canCreate={false}
            isClearable
            trigger={
              <Button icon={<Search aria-hidden />} aria-label="Choose a customer">
                Find
              </Button>
            }
            onPick={(choice) => onChange("customer", choice === null ? CLEAR : choice.name)}
          />
        </div>
      </Field>
      <Field label="Tags to add" hint="Between commas. A tag that does not exist is made.">
        <div className="flex gap-2">
          <Input
            aria-label="Tags to add"
            className="min-w-0 flex-1"
            autoComplete="off"
            maxLength={1_000}
            value={value("tags")}
            onChange={(event) => onChange("tags", event.target.value)}
          />
          <LabelPicker
            kind="tag"
            label="Choose a tag"
            canCreate
            trigger={
              <Button icon={<Search aria-hidden />} aria-label="Choose a tag">
                Find
              </Button>
            }
            onPick={(choice) =>
              choice && onChange("tags", [...new Set([...tags(value("tags")), choice.name])].join(", "))
            }
          />
        </div>
      </Field>
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
