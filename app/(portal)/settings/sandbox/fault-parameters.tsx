"use client";

import { z } from "zod";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { FAULT_KINDS, type fault, type FaultKind, UNDOCUMENTED_LABELS } from "@/lib/services/sandbox-admin/fault-words";
import type { PlayedCarrier } from "@/lib/services/sandbox-admin/played-carriers";

const KINDS = Object.keys(FAULT_KINDS) as FaultKind[];
export const faultKind = z.enum(KINDS);
export const FAULT_OPTIONS = KINDS.map((value) => ({ value, label: FAULT_KINDS[value].label }));

/** Every figure that some kind of fault takes; each keeps what was typed while another kind is looked at. */
export const DEFAULT_PARAMETERS = {
  status: "503",
  hasEffect: false,
  code: "",
  text: "",
  envelope: "",
  how: "cut" as "cut" | "short",
  bytesPerSecond: "50",
  ms: "2000",
  by: "-1",
  named: "9195550142",
  form: "page" as UndocumentedForm,
  at: "0",
  element: "TrackingId",
  elementText: "77",
  resetInMs: "2000",
  header: "x-ratelimit-reset seconds" as LimitHeader,
};
type Parameters = typeof DEFAULT_PARAMETERS;
type UndocumentedForm = keyof typeof UNDOCUMENTED_LABELS;
const undocumentedForm = z.enum(Object.keys(UNDOCUMENTED_LABELS) as UndocumentedForm[]);

const LIMIT_HEADERS = {
  "x-ratelimit-reset seconds": { header: "x-ratelimit-reset", unit: "seconds", label: "X-RateLimit-Reset, seconds" },
  "x-ratelimit-reset milliseconds": {
    header: "x-ratelimit-reset",
    unit: "milliseconds",
    label: "X-RateLimit-Reset, milliseconds",
  },
  "retry-after seconds": { header: "retry-after", unit: "seconds", label: "Retry-After, seconds" },
  "retry-after milliseconds": { header: "retry-after", unit: "milliseconds", label: "Retry-After, milliseconds" },
  none: { header: "none", unit: "seconds", label: "Not at all" },
} as const;
type LimitHeader = keyof typeof LIMIT_HEADERS;
const limitHeader = z.enum(Object.keys(LIMIT_HEADERS) as LimitHeader[]);

const ENVELOPES = {
  intelepeer: ["detail", "empty"],
  inumbering: ["status", "empty"],
  bandwidth: [
    "response-status",
    "response-status-no-code",
    "errors-flat",
    "errors-nested",
    "error-list",
    "result-code",
    "empty",
  ],
} as const satisfies Record<PlayedCarrier, readonly string[]>;

const isSuccess = (status: string) => /^2\d\d$/.test(status.trim());

export function buildFault(kind: FaultKind, values: Parameters): z.input<typeof fault> {
  const { status, hasEffect: effect, code, text, envelope, how, bytesPerSecond, ms, by, named, resetInMs } = values;
  switch (kind) {
    case "status":
      return { kind, status, effect, code, text, envelope };
    case "emptyBody":
    case "htmlPage":
    case "garbage":
      return { kind, status, effect };
    case "hang":
      return { kind, effect };
    case "truncatedBody":
      return { kind, how };
    case "slowBody":
      return { kind, bytesPerSecond };
    case "latency":
      return { kind, ms };
    case "wrongLength207":
      return { kind, by };
    case "extraNumber":
      return { kind, named };
    case "undocumented":
      return { kind, form: values.form, status: isSuccess(status) ? status : "200", effect };
    case "oddItem":
      return { kind, at: values.at };
    case "extraElement":
      return { kind, element: values.element, text: values.elementText };
    case "rateLimited": {
      const { header, unit } = LIMIT_HEADERS[values.header];
      return { kind, header, unit, resetInMs };
    }
    default:
      return { kind };
  }
}

/** The fields that the kind of fault takes; none for most of them. */
export function FaultParameters({
  kind,
  values,
  carrier,
  errors,
  onChange,
}: {
  kind: FaultKind;
  values: Parameters;
  carrier: PlayedCarrier | undefined;
  errors: readonly string[] | undefined;
  onChange: (values: Parameters) => void;
}) {
  const change = (part: Partial<Parameters>) => onChange({ ...values, ...part });
  const figure = (
    name: "status" | "bytesPerSecond" | "ms" | "by" | "named" | "resetInMs" | "at" | "element" | "elementText",
    label: string,
    hint?: string,
  ) => (
    <Field label={label} hint={hint} errors={errors}>
      <Input inputMode="numeric" value={values[name]} onChange={(event) => change({ [name]: event.target.value })} />
    </Field>
  );
  const effect = (
    <div className="flex items-end pb-1 max-md:pb-0 md:items-start md:pt-5">
      <Checkbox
        label="The carrier acts all the same"
        checked={values.hasEffect}
        onChange={(event) => change({ hasEffect: event.target.checked })}
      />
    </div>
  );
  switch (kind) {
    case "status":
      return (
        <>
          {figure("status", "Status")}
          {effect}
          <ErrorWords values={values} carrier={carrier} onChange={change} />
        </>
      );
    case "emptyBody":
    case "htmlPage":
    case "garbage":
      return (
        <>
          {figure("status", "Status")}
          {effect}
        </>
      );
    case "hang":
      return effect;
    case "truncatedBody":
      return (
        <Field label="How it ends">
          <Select
            options={[
              { value: "cut", label: "The connection is lost halfway" },
              { value: "short", label: "Whole answer, half a document" },
            ]}
            value={values.how}
            onChange={(event) => change({ how: event.target.value === "short" ? "short" : "cut" })}
          />
        </Field>
      );
    case "slowBody":
      return figure("bytesPerSecond", "Bytes per second");
    case "latency":
      return figure("ms", "Milliseconds");
    case "wrongLength207":
      return figure("by", "How many too many", "Negative: too few.");
    case "extraNumber":
      return figure("named", "The number that it adds");
    case "undocumented":
      return (
        <>
          <Field label="What comes instead">
            <Select
              options={undocumentedForm.options.map((value) => ({ value, label: UNDOCUMENTED_LABELS[value] }))}
              value={values.form}
              onChange={(event) => change({ form: undocumentedForm.parse(event.target.value) })}
            />
          </Field>
          {effect}
        </>
      );
    case "oddItem":
      return figure("at", "Which entry, from 0");
    case "extraElement":
      return (
        <>
          {figure("element", "Its name")}
          {figure("elementText", "What stands in it")}
        </>
      );
    case "rateLimited":
      return (
        <>
          {figure("resetInMs", "Free again after, in milliseconds")}
          <Field label="How the carrier says so">
            <Select
              options={limitHeader.options.map((value) => ({ value, label: LIMIT_HEADERS[value].label }))}
              value={values.header}
              onChange={(event) => change({ header: limitHeader.parse(event.target.value) })}
            />
          </Field>
        </>
      );
    default:
      return null;
  }
}

function ErrorWords({
  values,
  carrier,
  onChange,
}: {
  values: Parameters;
  carrier: PlayedCarrier | undefined;
  onChange: (part: Partial<Parameters>) => void;
}) {
  const envelopes: readonly string[] = carrier ? ENVELOPES[carrier] : ["empty"];
  return (
    <>
      <Field label="Form of the error">
        <Select
          placeholder="The carrier's usual"
          options={envelopes.map((value) => ({ value, label: value }))}
          value={values.envelope}
          onChange={(event) => onChange({ envelope: event.target.value })}
        />
      </Field>
      <Field label="Error code" hint="Blank: a general one.">
        <Input
          isMono
          maxLength={100}
          value={values.code}
          onChange={(event) => onChange({ code: event.target.value })}
        />
      </Field>
      <Field label="Error text" hint="Blank: a general one." className="lg:col-span-2">
        <Input maxLength={500} value={values.text} onChange={(event) => onChange({ text: event.target.value })} />
      </Field>
    </>
  );
}
