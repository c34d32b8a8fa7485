"use client";

import { useState } from "react";
import { ColumnHeader } from "@/components/data-table/column-header";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { formatNoun } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { type Limit, limit as limitSchema, type SettingRow } from "@/lib/services/sandbox-admin/setting-values";
import { LIMIT_FIELDS } from "@/lib/services/sandbox-admin/setting-fields";
import { changeSettingsAction } from "./actions";
import { useSandboxAction } from "./use-sandbox-action";

type Draft = { isLimited: boolean; requests: string; seconds: string; burst: string };

export function LimitsForm({ limits }: { limits: readonly SettingRow[] }) {
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const { failure, isBusy, run } = useSandboxAction();

  const rows = limits.map(({ path, value }) => {
    const current = limitSchema.safeParse(value).data ?? null;
    const draft = drafts[path] ?? toDraft(current);
    const label = LIMIT_FIELDS.find((field) => field.path === path)?.label ?? path;
    return { path, label, current, draft, next: readDraft(draft) };
  });
  const changes = rows.flatMap(({ path, current, next }) =>
    next === undefined || isSame(current, next) ? [] : [{ path, value: next }],
  );
  const isWrong = rows.some(({ next }) => next === undefined);
  const disabledReason = isWrong
    ? "Put the marked figures right first."
    : changes.length === 0
      ? "Nothing is changed."
      : null;
  const submit = () =>
    run(
      () => changeSettingsAction({ changes }),
      ({ changed }) => `${formatNoun(changed, "limit")} changed`,
    );
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (disabledReason === null && !isBusy) submit();
      }}
    >
      {failure && <FailureBanner failure={failure} />}
      <Table label="Limits">
        <TableHead>
          <ColumnHeader label="Calls" isSticky />
          <ColumnHeader label="Limited" />
          <ColumnHeader label="Requests" />
          <ColumnHeader label="In seconds" />
          <ColumnHeader label="Burst" />
        </TableHead>
        <tbody>
          {rows.map(({ path, label, draft }) => (
            <LimitRow
              key={path}
              label={label}
              draft={draft}
              onChange={(part) => setDrafts({ ...drafts, [path]: { ...draft, ...part } })}
            />
          ))}
        </tbody>
      </Table>
      <div>
        <Button type="submit" isBusy={isBusy} disabledReason={disabledReason}>
          {changes.length > 0 ? `Save ${formatNoun(changes.length, "limit")}` : "Save"}
        </Button>
      </div>
    </form>
  );
}

function LimitRow({
  label,
  draft,
  onChange,
}: {
  label: string;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}) {
  const figure = (name: "requests" | "seconds" | "burst", words: string, placeholder?: string) => (
    <Cell className="py-1">
      <Input
        aria-label={`${label}: ${words}`}
        aria-invalid={(draft.isLimited && readFigure(draft[name], name === "burst") === undefined) || undefined}
        inputMode="decimal"
        disabled={!draft.isLimited}
        placeholder={placeholder}
        value={draft[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
        className="min-w-20"
      />
    </Cell>
  );
  return (
    <Row>
      <Cell isSticky className="whitespace-nowrap">
        {label}
      </Cell>
      <Cell>
        <Checkbox
          aria-label={`${label}: limited`}
          checked={draft.isLimited}
          onChange={(event) => onChange({ isLimited: event.target.checked })}
        />
      </Cell>
      {figure("requests", "requests")}
      {figure("seconds", "seconds")}
      {figure("burst", "burst", "strict")}
    </Row>
  );
}

const toDraft = (limit: Limit): Draft =>
  limit === null
    ? { isLimited: false, requests: "10", seconds: "1", burst: "" }
    : {
        isLimited: true,
        requests: String(limit.requests),
        seconds: String(limit.windowMs / 1000),
        burst: limit.burst === null ? "" : String(limit.burst),
      };

/** Undefined when a figure makes no sense. */
function readDraft({ isLimited, ...texts }: Draft): Limit | undefined {
  if (!isLimited) return null;
  const requests = readFigure(texts.requests, false);
  const seconds = readFigure(texts.seconds, false);
  const burst = readFigure(texts.burst, true);
  if (requests == null || seconds == null || burst === undefined) return undefined;
  return { requests, windowMs: Math.round(seconds * 1000), burst };
}

/** A number above 0; null for a blank where that is allowed; undefined for anything else. */
function readFigure(text: string, isOptional: boolean): number | null | undefined {
  if (text.trim() === "") return isOptional ? null : undefined;
  const figure = Number(text.replace(",", "."));
  return Number.isFinite(figure) && figure > 0 ? figure : undefined;
}

const isSame = (one: Limit, other: Limit) =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.requests === other.requests &&
    one.windowMs === other.windowMs &&
    one.burst === other.burst);
