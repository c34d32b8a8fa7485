"use client";

import type { AccountChoice } from "@/lib/domain/account-choice";
import type { UploadAccount, UploadChoices } from "@/lib/domain/uploads/checked-row";
import { FILE_KINDS } from "@/lib/domain/uploads/action-names";
import type { UploadDefaults, UploadMapping } from "@/lib/domain/uploads/mapping";
import { LABEL_ROLES } from "@/lib/domain/uploads/label-wish";
import { LABELS, type UploadKind, uploadKind } from "@/lib/domain/uploads/upload";
import { labelKind } from "@/lib/domain/uploads/upload-labels";
import { AccountSelect } from "../accounts/account-select";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { KIND_FIELDS, type KindField } from "./kind-fields";
import { LabelDefaults } from "./label-defaults";

const toChoice = ({ id, carrierLabel, label, mode }: UploadAccount): AccountChoice => ({
  id,
  name: `${carrierLabel} · ${label}`,
  mode,
  lastFor: [],
});

/** What every row asks for where its own cells say nothing: action, account, and the parameters of the action. */
export function RowDefaults({
  mapping,
  choices,
  isSelection,
  onChange,
}: {
  mapping: UploadMapping;
  choices: UploadChoices;
  isSelection: boolean;
  onChange: (mapping: UploadMapping) => void;
}) {
  const { columns, defaults } = mapping;
  const { kind, accountId, params } = defaults;
  const change = (part: Partial<UploadDefaults>) => onChange({ ...mapping, defaults: { ...defaults, ...part } });
  const possible = FILE_KINDS.filter(
    (one) => one === LABELS || choices.accounts.some(({ kinds }) => kinds.includes(one)),
  );
  const isLabels = kind === LABELS;
  const isLeftAside = !isLabels && !columns.includes("action") && LABEL_ROLES.some((role) => columns.includes(role));
  const able = choices.accounts.filter(({ kinds }) => kind === null || isLabels || kinds.includes(kind));
  const isPerRow = columns.includes("action") || columns.includes("account");
  const chooseKind = (next: UploadKind | null) => {
    if (next === LABELS) return change({ kind: next, accountId: null, params: {} });
    const fitting = choices.accounts.filter(({ kinds }) => next === null || kinds.includes(next));
    const keeps = accountId === null || fitting.some(({ id }) => id === accountId);
    const only = fitting.length === 1 ? (fitting[0]?.id ?? null) : null;
    change({ kind: next, accountId: keeps ? (accountId ?? only) : only, params: {} });
  };
  return (
    <div className="flex flex-col gap-3">
      <h2 className="text-base font-semibold text-ink">
        {isSelection ? "What to do" : isPerRow ? "For rows that do not say" : "For all rows"}
      </h2>
      <Field label="Action">
        <Select
          placeholder={columns.includes("action") ? "Each row says it" : "Choose an action"}
          options={possible.map((value) => ({ value, label: labelKind(value) }))}
          value={kind ?? ""}
          onChange={(event) => chooseKind(uploadKind.safeParse(event.target.value).data ?? null)}
        />
      </Field>
      {isLeftAside && (
        <p className="text-xs text-muted">
          Customers and tags of the file are left as they are: this upload places orders. Afterwards, its results page
          offers to set them.
        </p>
      )}
      {(!isLabels || columns.includes("action")) && (
        <AccountSelect
          accounts={able.map(toChoice)}
          value={accountId ?? ""}
          onChange={(id) =>
            change({ accountId: id === "" ? null : id, params: isLabels ? params : keepAddress(params) })
          }
        />
      )}
      {isLabels && (
        <LabelDefaults
          params={params}
          isSelection={isSelection}
          onChange={(name, value) => change({ params: setParam(params, name, value) })}
        />
      )}
      {kind !== null &&
        KIND_FIELDS[kind].map((field) => (
          <ParamField
            key={field.name}
            field={field}
            accountId={accountId}
            choices={choices}
            value={params[field.name] ?? ""}
            onChange={(value) => change({ params: setParam(params, field.name, value) })}
          />
        ))}
    </div>
  );
}

/** Applications, campaigns and routes belong to an account; an address does not. */
const keepAddress = ({ url }: Readonly<Record<string, string>>): Record<string, string> =>
  url === undefined ? {} : { url };

function setParam(params: Readonly<Record<string, string>>, name: string, value: string): Record<string, string> {
  const { [name]: _, ...rest } = params;
  return value === "" ? rest : { ...rest, [name]: value };
}

function ParamField({
  field,
  accountId,
  choices,
  value,
  onChange,
}: {
  field: KindField;
  accountId: string | null;
  choices: UploadChoices;
  value: string;
  onChange: (value: string) => void;
}) {
  const options = listOptions(field, accountId, choices);
  return (
    <Field label={field.label} hint={field.hint} isRequired={field.isRequired}>
      {options === null || (options.length === 0 && field.name !== "campaignId") ? (
        <Input isMono type={field.name === "url" ? "url" : "text"} autoComplete="off" value={value} onText={onChange} />
      ) : (
        <Select
          placeholder={field.isRequired ? "Choose one" : "None"}
          options={options}
          value={value}
          onText={onChange}
        />
      )}
    </Field>
  );
}

/** Null where the value is typed. */
function listOptions({ name }: KindField, accountId: string | null, { applications, campaigns }: UploadChoices) {
  if (name === "applicationId" || name === "registerWith")
    return applications
      .filter((one) => one.accountId === accountId)
      .map(({ id, name: label }) => ({ value: id, label: `${label || "Without a name"} (${id})` }));
  if (name === "campaignId")
    return campaigns
      .filter((one) => one.accountId === accountId)
      .map(({ campaignId, isReady, standing }) => ({
        value: campaignId,
        label: isReady ? campaignId : `${campaignId}: ${standing}`,
      }));
  return null;
}
