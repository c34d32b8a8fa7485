import type { SandboxField, SettingValue } from "@/lib/services/sandbox-admin/describe-sandbox";

export type LimitDraft = { isLimited: boolean; requests: string; seconds: string; burst: string };
/** What a form holds of one field while a person types. */
export type DraftValue = string | boolean | LimitDraft;
export type Draft = Readonly<Record<string, DraftValue>>;

type Limit = { requests: number; windowMs: number; burst: number | null } | null;

export const toDrafts = (fields: readonly SandboxField[]): Draft =>
  Object.fromEntries(fields.map((field) => [field.name, toDraft(field, field.initial)]));

export function toDraft({ control }: SandboxField, value: SettingValue): DraftValue {
  if (control === "switch") return value === true;
  if (control === "json") return JSON.stringify(value);
  if (control === "limit") return toLimitDraft(value as Limit);
  if (value === null) return "";
  return control === "seconds" ? String(Number(value) / 1000) : String(value);
}

/** What the draft means; what cannot be read stays text, and the sandbox refuses it at its field. Undefined: left blank. */
export function readDraft({ control, options, isOptional }: SandboxField, draft: DraftValue): SettingValue | undefined {
  if (typeof draft === "boolean") return draft;
  if (typeof draft === "object") return readLimit(draft);
  if (isOptional && draft.trim() === "") return undefined;
  switch (control) {
    case "choice":
      return options?.find(({ value }) => String(value) === draft)?.value ?? draft;
    case "number":
      return readNumber(draft);
    case "seconds":
      return readNumber(draft, 1000);
    case "json":
      return readJson(draft);
    default:
      return draft;
  }
}

export const readDrafts = (fields: readonly SandboxField[], draft: Draft): Record<string, SettingValue> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = readDraft(field, draft[field.name] ?? "");
      return value === undefined ? [] : [[field.name, value]];
    }),
  );

function readNumber(text: string, factor = 1): number | string {
  const value = Number(text.trim() === "" ? Number.NaN : text.replace(",", "."));
  return Number.isFinite(value) ? Math.round(value * factor * 1000) / 1000 : text;
}

function readJson(text: string): SettingValue {
  try {
    return JSON.parse(text) as SettingValue;
  } catch {
    return text;
  }
}

const toLimitDraft = (limit: Limit): LimitDraft => ({
  isLimited: limit !== null,
  requests: String(limit?.requests ?? 10),
  seconds: String((limit?.windowMs ?? 1000) / 1000),
  burst: limit?.burst == null ? "" : String(limit.burst),
});

function readLimit({ isLimited, requests, seconds, burst }: LimitDraft): SettingValue {
  if (!isLimited) return null;
  return {
    requests: readNumber(requests),
    windowMs: readNumber(seconds, 1000),
    burst: burst.trim() === "" ? null : readNumber(burst),
  };
}
